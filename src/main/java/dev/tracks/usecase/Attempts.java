package dev.tracks.usecase;

import java.util.Optional;

/** The rounds of one call, which tell whether a concurrent update came in between. */
public final class Attempts {
    private Optional<Long> firstRead = Optional.empty();

    /** Whether the record has a later version than the first one that this call has read. */
    public boolean lostTo(long version) {
        boolean lost = firstRead.filter(first -> first < version).isPresent();
        firstRead = firstRead.or(() -> Optional.of(version));
        return lost;
    }
}
