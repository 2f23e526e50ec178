/**
 * The HTTP API: a request passes route (404, 405), token (401), path (400), role (403) and body (413, 400) in that
 * order, and {@link dev.tracks.lambda.http.ExceptionMapper} turns every exception into problem details. It may use
 * {@link dev.tracks.lambda.http.access} and {@link dev.tracks.lambda.http.protocol}, not the routes themselves.
 */
package dev.tracks.lambda.http;
