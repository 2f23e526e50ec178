/**
 * The use cases' ports on one DynamoDB table: each class implements one port. It may use the domain, the use cases'
 * ports, {@link dev.tracks.store.item} and {@link dev.tracks.store.table}; there is no Scan, and indexes serve lists
 * and the sweep only.
 */
package dev.tracks.store;
