package dev.tracks.lambda.config;

import dev.tracks.usecase.Backoff;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential backoff with full jitter: a random part of 50 ms (about the time of one attempt), doubled with each
 * attempt, so that concurrent writers do not collide again (AWS Architecture Blog, "Exponential Backoff And Jitter").
 */
final class JitterBackoff implements Backoff {
    private static final Duration BASE = Duration.ofMillis(50);
    private static final Duration MAX = Duration.ofSeconds(1);
    private static final int MAX_DOUBLINGS = 5;

    private final RandomGenerator random;

    JitterBackoff(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public void pause(int attempt) {
        try {
            Thread.sleep(random.nextLong(longest(attempt).toMillis() + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted between two attempts", e);
        }
    }

    /** The longest pause after this attempt. */
    static Duration longest(int attempt) {
        Duration doubled = BASE.multipliedBy(1L << Math.min(attempt, MAX_DOUBLINGS));
        return doubled.compareTo(MAX) < 0 ? doubled : MAX;
    }
}
