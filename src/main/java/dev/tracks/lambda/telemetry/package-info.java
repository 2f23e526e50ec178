/**
 * Logs and metrics: the fields that each line of the log carries, and the counts for CloudWatch. It may use the domain,
 * the use cases and {@link dev.tracks.lambda.json}; logs name records by id, never texts or names of people.
 */
package dev.tracks.lambda.telemetry;
