package dev.tracks.usecase;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Timestamps in the resolution of the table: one millisecond. */
public final class Timestamps {
    private Timestamps() {}

    /** The current time, truncated to milliseconds. */
    public static Instant now(InstantSource clock) {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
