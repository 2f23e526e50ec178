package dev.tracks.usecase;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Supplier;

/** Repeats a read, decision and conditional write, at most five times, until no concurrent update interferes. */
@Singleton
public final class OptimisticRetry {
    static final int MAX = 5;

    private final Backoff backoff;

    public OptimisticRetry(Backoff backoff) {
        this.backoff = backoff;
    }

    /**
     * Returns the first result of an attempt. An attempt is empty if its write was refused; the next one reads again.
     *
     * @param what the name of the record in the exception
     * @throws ConcurrentUpdateException if all five attempts are empty
     */
    public <T> T execute(String what, Supplier<Optional<T>> attempt) {
        for (int i = 0; i < MAX; i++) {
            Optional<T> result = attempt.get();
            if (result.isPresent()) {
                return result.get();
            }
            if (i < MAX - 1) {
                backoff.pause(i);
            }
        }
        throw new ConcurrentUpdateException(what);
    }
}
