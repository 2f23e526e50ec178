package dev.tracks.local.aws;

import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;

/** X-Ray trace headers in the documented form. Nothing is traced locally. */
public final class TraceHeader {
    private TraceHeader() {}

    public static String root(InstantSource clock) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "Root=1-%08x-%016x%08x".formatted(clock.instant().getEpochSecond(), random.nextLong(), random.nextInt());
    }

    public static String next(InstantSource clock) {
        return "%s;Parent=%016x;Sampled=0"
                .formatted(root(clock), ThreadLocalRandom.current().nextLong());
    }
}
