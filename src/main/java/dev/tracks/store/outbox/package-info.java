/**
 * Items that are due or not published yet: what the stream and the sweep read. It may use the other packages of {@link
 * dev.tracks.store}.
 */
package dev.tracks.store.outbox;
