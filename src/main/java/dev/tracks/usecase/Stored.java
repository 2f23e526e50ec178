package dev.tracks.usecase;

import java.time.Instant;

/**
 * A record as it was read from the table.
 *
 * @param version increases with each change; never used twice for the same id, even if the record is removed and
 *     created again
 * @param updatedBy the subject who wrote this version
 */
public record Stored<T>(T value, long version, Instant updatedAt, String updatedBy) {}
