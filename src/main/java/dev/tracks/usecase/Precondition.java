package dev.tracks.usecase;

import java.util.Optional;
import java.util.Set;

/**
 * What a caller expects to replace (RFC 9110, If-Match).
 *
 * @param mustExist whether there must be something to replace
 * @param versions the versions of which one must be there; empty: any will do
 */
public record Precondition(boolean mustExist, Optional<Set<Long>> versions) {
    public static final Precondition NONE = new Precondition(false, Optional.empty());
    /** Something must be there: {@code If-Match: *}. */
    public static final Precondition EXISTS = new Precondition(true, Optional.empty());

    public static Precondition version(long version) {
        return oneOf(Set.of(version));
    }

    /** One of these must be there; of none, nothing will do. */
    public static Precondition oneOf(Set<Long> versions) {
        return new Precondition(true, Optional.of(Set.copyOf(versions)));
    }

    /** Refuses what was read if the caller expected something else. */
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
