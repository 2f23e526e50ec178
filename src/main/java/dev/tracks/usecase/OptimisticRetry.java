package dev.tracks.usecase;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads, decides and writes again, at most five times, while others are faster. */
@Singleton
public final class OptimisticRetry {
    static final int MAX = 5;

    private final Backoff backoff;

    public OptimisticRetry(Backoff backoff) {
        this.backoff = backoff;
    }

    /** The first answer of a round; an empty one means that its write was refused and that facts must be read again. */
    public <T> T execute(String what, Supplier<Optional<T>> attempt) {
        for (int i = 0; i < MAX; i++) {
            Optional<T> answer = attempt.get();
            if (answer.isPresent()) {
                return answer.get();
            }
            if (i < MAX - 1) {
                backoff.pause(i);
            }
        }
        throw new ConcurrentUpdateException(what);
    }
}
