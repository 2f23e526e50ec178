package dev.tracks.usecase;

import java.util.Optional;
import java.util.Set;

/**
 * The version that a caller expects to replace (RFC 9110, {@code If-Match}).
 *
 * @param mustExist whether the record must exist
 * @param versions the expected versions; empty if any version matches
 */
public record Precondition(boolean mustExist, Optional<Set<Long>> versions) {
    /** No expectation: the record may or may not exist. */
    public static final Precondition NONE = new Precondition(false, Optional.empty());
    /** The record must exist, in any version: {@code If-Match: *}. */
    public static final Precondition EXISTS = new Precondition(true, Optional.empty());

    /** The record must exist in that version. */
    public static Precondition version(long version) {
        return oneOf(Set.of(version));
    }

    /** The record must exist in one of these versions. An empty set matches no version. */
    public static Precondition oneOf(Set<Long> versions) {
        return new Precondition(true, Optional.of(Set.copyOf(versions)));
    }

    /**
     * Checks the record that was read.
     *
     * @throws StaleVersionException if it does not match
     */
    public void check(Optional<? extends Stored<?>> read) {
        if (!mustExist) {
            return;
        }
        Stored<?> current = read.orElseThrow(StaleVersionException::absent);
        if (versions.filter(expected -> !expected.contains(current.version())).isPresent()) {
            throw StaleVersionException.of(current);
        }
    }
}
