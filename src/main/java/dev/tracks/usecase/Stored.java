package dev.tracks.usecase;

import java.time.Instant;

/**
 * A record as it was read from the table.
 *
 * @param version more with each change; it never comes again for the same id, even if the record is removed and created anew
 * @param updatedBy the subject who wrote it last
 */
public record Stored<T>(T value, long version, Instant updatedAt, String updatedBy) {}
