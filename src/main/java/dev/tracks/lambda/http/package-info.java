/**
 * The HTTP API: routes, callers, problem details.
 *
 * <p>A request passes, in this order: route (404, 405), token (401), form of the path (400), role (403), and then what the
 * route reads of it (413, 400). Whoever is not known learns nothing but which addresses there are. Who may use a route is
 * part of its declaration, and {@link dev.tracks.lambda.http.Access} is the only place that looks at roles. Every exception
 * becomes an answer in {@link dev.tracks.lambda.http.Problems}.
 */
package dev.tracks.lambda.http;
