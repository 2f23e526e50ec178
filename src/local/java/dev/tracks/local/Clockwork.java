package dev.tracks.local;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.h2.mvstore.MVMap;

/**
 * Starts the virtual clock where the last run of the same data left it, so that time never goes back: not after
 * {@code kill -9}, and not when the speed changes. It starts at the real time if that is later.
 */
final class Clockwork {
    /** How often the run notes that it is alive. */
    static final Duration BEAT = Duration.ofSeconds(5);
    /**
     * How much of the time in which nothing ran may count. More than a beat can be late, so that no time shown is missed;
     * little enough that a night does not become decades at a high speed.
     */
    static final Duration COUNTED = Duration.ofSeconds(30);

    private static final String CLOCK = "clock";
    private static final String ALIVE = "alive";

    private final MVMap<String, String> kept;
    private final InstantSource real;
    private final VirtualClock clock;

    private Clockwork(MVMap<String, String> kept, InstantSource real, BigDecimal speed) {
        this.kept = kept;
        this.real = real;
        Instant now = real.instant().truncatedTo(ChronoUnit.MILLIS);
        clock = new VirtualClock(now, start(now), speed, real);
    }

    /** Its anchor is on disk when this returns. */
    static Clockwork start(Disk disk, InstantSource real, BigDecimal speed) {
        Clockwork clockwork = new Clockwork(disk.map("clock"), real, speed);
        clockwork.kept.put(CLOCK, clockwork.clock.text());
        clockwork.beat();
        disk.commit();
        return clockwork;
    }

    private Instant start(Instant now) {
        if (!kept.containsKey(CLOCK)) {
            return now;
        }
        Instant alive = Instant.parse(kept.get(ALIVE));
        Instant counted = earlier(later(now, alive), alive.plus(COUNTED));
        return later(now, VirtualClock.parse(kept.get(CLOCK), real).at(counted));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Notes that this run lives; on disk within a second or two. */
    void beat() {
        kept.put(ALIVE, real.instant().toString());
    }

    VirtualClock clock() {
        return clock;
    }
}
