package dev.tracks.local.support;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.h2.mvstore.MVMap;

/**
 * Starts the virtual clock at the time where the last run with the same data stopped, so that time never goes
 * backward: neither after {@code kill -9} nor when the speed changes. It starts at the real time if that is later.
 */
public final class ClockCheckpoint {
    /** How often the run records that it is alive. */
    public static final Duration BEAT = Duration.ofSeconds(5);
    /**
     * The maximum of downtime that counts. It is longer than a checkpoint can be late, so that the clock never repeats
     * a time that it has shown; and short enough that at high speed a night without a run does not become decades.
     */
    static final Duration COUNTED = Duration.ofSeconds(30);

    private static final String CLOCK = "clock";
    private static final String ALIVE = "alive";

    private final MVMap<String, String> kept;
    private final InstantSource real;
    private final VirtualClock clock;

    private ClockCheckpoint(MVMap<String, String> kept, InstantSource real, BigDecimal speed) {
        this.kept = kept;
        this.real = real;
        Instant now = real.instant().truncatedTo(ChronoUnit.MILLIS);
        clock = new VirtualClock(now, start(now), speed, real);
    }

    /** The clock's anchor is on disk when this returns. */
    public static ClockCheckpoint start(DiskStore disk, InstantSource real, BigDecimal speed) {
        ClockCheckpoint checkpoint = new ClockCheckpoint(disk.map("clock"), real, speed);
        checkpoint.kept.put(CLOCK, checkpoint.clock.text());
        checkpoint.save();
        disk.commit();
        return checkpoint;
    }

    private Instant start(Instant now) {
        if (!kept.containsKey(CLOCK)) {
            return now;
        }
        Instant alive = Instant.parse(kept.get(ALIVE));
        Instant counted = earlier(startLater(now, alive), alive.plus(COUNTED));
        return startLater(now, VirtualClock.parse(kept.get(CLOCK), real).at(counted));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant startLater(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Records that this run is alive; on disk within a second or two. */
    public void save() {
        kept.put(ALIVE, real.instant().toString());
    }

    public VirtualClock clock() {
        return clock;
    }
}
