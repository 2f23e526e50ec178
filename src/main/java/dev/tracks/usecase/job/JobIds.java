package dev.tracks.usecase.job;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** The ids of new jobs: the time of creation, so that they sort by it, and a random number. */
public final class JobIds {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmssSSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final RandomGenerator random;

    public JobIds(RandomGenerator random) {
        this.random = random;
    }

    String next(Instant createdAt) {
        return TIME.format(createdAt) + "-" + String.format(Locale.ROOT, "%08x", random.nextInt());
    }
}
