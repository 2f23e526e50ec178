/**
 * Lists of a track's people, searched and filtered. It may use {@link dev.tracks.store}, {@link dev.tracks.store.item} and
 * {@link dev.tracks.store.table}.
 */
package dev.tracks.store.people;
