/**
 * Pages and files for browsers: the console, the invitee's page with its signed links, the OpenAPI document. It may use
 * {@link dev.tracks.lambda.http} and the use cases.
 */
package dev.tracks.lambda.http.page;
