package dev.tracks.usecase;

import java.util.Optional;
import java.util.Set;

/**
 * What a caller expects of the current record (RFC 9110, {@code If-Match} and {@code If-None-Match}).
 *
 * @param match the record must exist in one of these versions; empty for no expectation
 * @param noneMatch the record must not exist in any of these versions; empty for no expectation
 */
public record Precondition(Optional<Versions> match, Optional<Versions> noneMatch) {
    /**
     * Versions of a record.
     *
     * @param any whether every version is meant
     * @param listed the versions that are meant, unless every version is
     */
    public record Versions(boolean any, Set<Long> listed) {
        /** Every version. */
        public static final Versions ANY = new Versions(true, Set.of());

        public Versions {
            listed = Set.copyOf(listed);
        }

        /** Only these versions; an empty set contains none. */
        public static Versions of(Set<Long> listed) {
            return new Versions(false, listed);
        }

        private boolean contain(Stored<?> record) {
            return any || listed.contains(record.version());
        }
    }

    /** No expectation: the record may or may not exist. */
    public static final Precondition NONE = new Precondition(Optional.empty(), Optional.empty());
    /** The record must not exist: {@code If-None-Match: *}. */
    public static final Precondition ABSENT = new Precondition(Optional.empty(), Optional.of(Versions.ANY));

    /** The record must exist in that version. */
    public static Precondition version(long version) {
        return oneOf(Set.of(version));
    }

    /** The record must exist in one of these versions. An empty set matches no version. */
    public static Precondition oneOf(Set<Long> versions) {
        return new Precondition(Optional.of(Versions.of(versions)), Optional.empty());
    }

    /** The record must not exist in any of these versions. It may exist in another one. */
    public static Precondition noneOf(Set<Long> versions) {
        return new Precondition(Optional.empty(), Optional.of(Versions.of(versions)));
    }

    /**
     * Checks the record that was read.
     *
     * @throws StaleVersionException if it does not match
     */
    public void check(Optional<? extends Stored<?>> read) {
        if (match.isPresent()) {
            Stored<?> current = read.orElseThrow(StaleVersionException::absent);
            staleUnless(match.get().contain(current), current);
        }
        if (noneMatch.isPresent() && read.isPresent()) {
            staleUnless(!noneMatch.get().contain(read.get()), read.get());
        }
    }

    private static void staleUnless(boolean expected, Stored<?> current) {
        if (!expected) {
            throw StaleVersionException.of(current);
        }
    }
}
