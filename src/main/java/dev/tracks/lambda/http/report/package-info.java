/**
 * The reports about a track and about a step: their routes, the period in the query, and the response as JSON or
 * CSV. It may use {@link dev.tracks.lambda.http} and the use cases.
 */
package dev.tracks.lambda.http.report;
