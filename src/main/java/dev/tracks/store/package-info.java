/**
 * Implements the use cases' ports with one DynamoDB table; each class implements one port. Nothing uses Scan, and only
 * lists and the sweep use indexes. The package may use the domain, the use cases' ports, {@link dev.tracks.store.item}
 * and {@link dev.tracks.store.table}.
 */
package dev.tracks.store;
