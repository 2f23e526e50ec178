/**
 * Logs and metrics: the fields of each log line, and the line of an invocation, of which CloudWatch makes metrics. The
 * package may use the domain, the use cases and {@link dev.tracks.lambda.json}. Logs contain ids, never texts or names of people.
 */
package dev.tracks.lambda.telemetry;
