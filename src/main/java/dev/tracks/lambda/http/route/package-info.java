/**
 * The API's routes, a class for each resource: each reads a request, calls one use case and writes its answer. It may
 * use {@link dev.tracks.lambda.http}, {@link dev.tracks.lambda.json.mapping} and the use cases.
 */
package dev.tracks.lambda.http.route;
