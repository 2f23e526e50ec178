package dev.tracks.usecase;

import java.time.Instant;
import java.util.Optional;

/**
 * A record to write in place of the one that was read.
 *
 * @param readVersion the version that is replaced; empty: there must be none yet
 * @param nextVersion the version that is written: it never comes again for the same id
 */
public record Change<T>(T value, Optional<Long> readVersion, long nextVersion, Instant at, String by) {
    /** A change to the version after the one that was read, or to version 1. */
    public Change(T value, Optional<Long> readVersion, Instant at, String by) {
        this(value, readVersion, readVersion.orElse(0L) + 1, at, by);
    }

    /** A change of what was read, or a first record. */
    public static <T> Change<T> of(T value, Optional<Stored<T>> read, Instant at, String by) {
        return new Change<>(value, read.map(Stored::version), at, by);
    }

    /** The same change, to another version: for a record that can be removed and created again. */
    public Change<T> toVersion(long version) {
        return new Change<>(value, readVersion, version, at, by);
    }

    /** Whether there was no record before. */
    public boolean isFirst() {
        return readVersion.isEmpty();
    }

    /** The record as it is once it is written. */
    public Stored<T> stored() {
        return new Stored<>(value, nextVersion, at, by);
    }
}
