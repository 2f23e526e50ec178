/**
 * Logs and metrics: the fields of each log line, and the metrics for CloudWatch. The package may use the domain, the
 * use cases and {@link dev.tracks.lambda.json}. Logs contain ids, never texts or names of people.
 */
package dev.tracks.lambda.telemetry;
