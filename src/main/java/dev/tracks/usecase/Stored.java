package dev.tracks.usecase;

import java.time.Instant;

/**
 * A record as it was read from the table.
 *
 * @param version 1 for the first write, one more for each change
 * @param updatedBy the subject who wrote it last
 */
public record Stored<T>(T value, long version, Instant updatedAt, String updatedBy) {}
