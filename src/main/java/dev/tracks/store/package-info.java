/**
 * One DynamoDB table behind the use cases' ports.
 *
 * <p>All keys are in {@link dev.tracks.store.Keys}, all conditions in {@link dev.tracks.store.Condition}. Records are
 * turned into items by hand. Everything goes through the small {@link dev.tracks.store.Table}, which has two
 * implementations: DynamoDB, and the twin in memory that the simulations run on. Reads that decide are consistent;
 * indexes serve lists and the sweep only. There is no Scan.
 */
package dev.tracks.store;
