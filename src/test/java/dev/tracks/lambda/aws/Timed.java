package dev.tracks.lambda.aws;

import java.time.Duration;

/** Measures how long a call takes. */
final class Timed {
    private Timed() {}

    static Duration of(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
