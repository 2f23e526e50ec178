/**
 * The HTTP API. It checks a request's route (404, 405), token (401), path (400), role (403) and body (413, 400), in
 * that order; {@link dev.tracks.lambda.http.ExceptionMapper} maps every exception to problem details. It may use
 * {@link dev.tracks.lambda.http.access}, {@link dev.tracks.lambda.http.protocol} and {@link dev.tracks.lambda.telemetry},
 * but not the routes themselves.
 */
package dev.tracks.lambda.http;
