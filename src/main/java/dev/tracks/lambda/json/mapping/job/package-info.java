/**
 * Mapping between JSON and jobs with their rows. It may use {@link dev.tracks.lambda.json.mapping} and what that may use.
 */
package dev.tracks.lambda.json.mapping.job;
