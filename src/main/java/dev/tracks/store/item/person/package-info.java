/**
 * The items of a person: their record, the aliases and search words that lead to it, and their suppressed address. The
 * package may use the domain, the use cases' records and {@link dev.tracks.store.table}.
 */
package dev.tracks.store.item.person;
