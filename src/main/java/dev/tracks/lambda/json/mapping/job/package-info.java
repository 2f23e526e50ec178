/** Mapping between JSON and the records of jobs. It may use {@link dev.tracks.lambda.json} and the use cases' records. */
package dev.tracks.lambda.json.mapping.job;
