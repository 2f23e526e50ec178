/**
 * The API's routes, one class for each resource. A route reads the request, calls a use case and writes the response.
 * It may use {@link dev.tracks.lambda.http}, {@link dev.tracks.lambda.json.mapping} and the use cases.
 */
package dev.tracks.lambda.http.route;
