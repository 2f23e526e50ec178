package dev.tracks.usecase;

import java.time.Instant;
import java.util.Optional;

/**
 * A record to write in place of the version that was read.
 *
 * @param readVersion the version that is replaced; empty if no record may exist yet
 * @param nextVersion the version that is written; never used twice for the same id
 */
public record Change<T>(T value, Optional<Long> readVersion, long nextVersion, Instant at, String by) {
    /** A change to the version after the one that was read, or to version 1 of a new record. */
    public Change(T value, Optional<Long> readVersion, Instant at, String by) {
        this(value, readVersion, readVersion.orElse(0L) + 1, at, by);
    }

    /** A change of the record that was read, or a new record if none was. */
    public static <T> Change<T> of(T value, Optional<Stored<T>> read, Instant at, String by) {
        return new Change<>(value, read.map(Stored::version), at, by);
    }

    /** The same change with another next version, for a record that can be removed and created again. */
    public Change<T> toVersion(long version) {
        return new Change<>(value, readVersion, version, at, by);
    }

    /** Whether the change creates the record. */
    public boolean isFirst() {
        return readVersion.isEmpty();
    }

    /** The record as it is after the write. */
    public Stored<T> stored() {
        return new Stored<>(value, nextVersion, at, by);
    }
}
