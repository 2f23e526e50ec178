package dev.tracks.usecase;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** The program's resolution of time: one millisecond, as the table keeps it. */
public final class Timestamps {
    private Timestamps() {}

    public static Instant now(InstantSource clock) {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
