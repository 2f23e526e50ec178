/**
 * One class for each item type: record to item and back, by hand, with the write that creates or changes it. It may use
 * the domain, the use cases' records and {@link dev.tracks.store.table}.
 */
package dev.tracks.store.item;
