package dev.tracks.usecase;

import java.time.Instant;
import java.util.Optional;

/**
 * A record to write in place of the one that was read.
 *
 * @param readVersion the version that is replaced; empty: there must be none yet
 */
public record Change<T>(T value, Optional<Long> readVersion, Instant at, String by) {
    /** A change of what was read, or a first record. */
    public static <T> Change<T> of(T value, Optional<Stored<T>> read, Instant at, String by) {
        return new Change<>(value, read.map(Stored::version), at, by);
    }

    public long nextVersion() {
        return readVersion.orElse(0L) + 1;
    }

    /** The record as it is once it is written. */
    public Stored<T> stored() {
        return new Stored<>(value, nextVersion(), at, by);
    }
}
