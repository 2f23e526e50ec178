/**
 * JSON to records and back, a class for each type, by hand. It may use {@link dev.tracks.lambda.json}, the domain and
 * the use cases' records.
 */
package dev.tracks.lambda.json.mapping;
