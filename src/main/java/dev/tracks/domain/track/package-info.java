/**
 * Tracks, and the graph of which track leads to which, which finds circular enrollments. It may use the values in
 * {@link dev.tracks.domain}.
 */
package dev.tracks.domain.track;
