package dev.tracks.lambda.config;

import dev.tracks.usecase.Backoff;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Full jitter: a random part of 50 ms (what a round itself takes), doubled from round to round, so that those who met once
 * do not meet again (AWS Architecture Blog, "Exponential Backoff And Jitter").
 */
final class JitterBackoff implements Backoff {
    private static final Duration BASE = Duration.ofMillis(50);
    private static final Duration MOST = Duration.ofSeconds(1);
    private static final int ROUNDS_DOUBLED = 5;

    private final RandomGenerator random;

    JitterBackoff(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public void pause(int round) {
        try {
            Thread.sleep(random.nextLong(longest(round).toMillis() + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted between two tries", e);
        }
    }

    /** The longest pause of that round. */
    static Duration longest(int round) {
        Duration doubled = BASE.multipliedBy(1L << Math.min(round, ROUNDS_DOUBLED));
        return doubled.compareTo(MOST) < 0 ? doubled : MOST;
    }
}
