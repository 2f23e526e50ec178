package dev.tracks.usecase;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads, decides and writes again, at most five times, while others are faster. */
@Singleton
public final class Rounds {
    static final int MAX = 5;

    private final Backoff backoff;

    public Rounds(Backoff backoff) {
        this.backoff = backoff;
    }

    /** The first answer of a round; an empty one means that its write was refused and that facts must be read again. */
    <T> T untilWritten(String what, Supplier<Optional<T>> round) {
        for (int i = 0; i < MAX; i++) {
            Optional<T> answer = round.get();
            if (answer.isPresent()) {
                return answer.get();
            }
            if (i < MAX - 1) {
                backoff.pause(i);
            }
        }
        throw new StillContendedException(what);
    }
}
