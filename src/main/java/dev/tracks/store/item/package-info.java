/**
 * One class for each item type: it maps the record to an item and back, and builds the writes that create or change the
 * item. The package may use the domain, the use cases' records and {@link dev.tracks.store.table}.
 */
package dev.tracks.store.item;
