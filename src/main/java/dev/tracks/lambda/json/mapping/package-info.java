/**
 * Handwritten mapping between JSON and records, one class for each type. It may use {@link dev.tracks.lambda.json}, the
 * domain and the use cases' records.
 */
package dev.tracks.lambda.json.mapping;
