package dev.tracks.histories;

import java.time.Duration;

/** The functions, each with its time limit in the template. */
enum FunctionRole {
    STEP(60),
    API(29),
    RELAY(60),
    DELIVER(30),
    SWEEP(240),
    FEEDBACK(30),
    JOBS(60);

    private final Duration limit;

    FunctionRole(int seconds) {
        this.limit = Duration.ofSeconds(seconds);
    }

    Duration limit() {
        return limit;
    }
}
