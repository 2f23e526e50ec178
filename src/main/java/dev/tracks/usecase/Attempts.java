package dev.tracks.usecase;

import java.util.Optional;

/** The attempts of one call. Detects whether the record was updated concurrently between them. */
public final class Attempts {
    private Optional<Long> firstRead = Optional.empty();

    /** Whether {@code version} is later than the version that the first attempt of this call read. */
    public boolean lostTo(long version) {
        boolean lost = firstRead.filter(first -> first < version).isPresent();
        firstRead = firstRead.or(() -> Optional.of(version));
        return lost;
    }
}
