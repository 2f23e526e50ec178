package dev.tracks.usecase;

import java.util.Optional;

/**
 * What a caller expects to replace (RFC 9110, If-Match).
 *
 * @param version the one version that may be replaced; empty: any, or none
 */
public record Precondition(Optional<Long> version) {
    public static final Precondition NONE = new Precondition(Optional.empty());

    public static Precondition version(long version) {
        return new Precondition(Optional.of(version));
    }

    /** Refuses what was read if the caller expected something else. */
    void check(Optional<? extends Stored<?>> read) {
        if (version.isEmpty()) {
            return;
        }
        Stored<?> current = read.orElseThrow(StaleVersionException::absent);
        if (current.version() != version.get()) {
            throw StaleVersionException.of(current);
        }
    }
}
