package dev.tracks.local.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The virtual clock, and its start in the next run with the same data. */
class VirtualClockTest {
    private static final BigDecimal DAY_A_SECOND = new BigDecimal(86_400);

    @TempDir
    Path folder;

    private final ManualClock real = new ManualClock();

    private VirtualClock start(String speed) {
        return run(new BigDecimal(speed), 0);
    }

    /** A run that records once a second that it is alive, and then is killed. */
    private VirtualClock run(BigDecimal speed, int seconds) {
        try (DiskStore disk = DiskStore.open(folder)) {
            ClockCheckpoint checkpoint = ClockCheckpoint.start(disk, real, speed);
            for (int i = 0; i < seconds; i++) {
                real.pass(Duration.ofSeconds(1));
                checkpoint.save();
            }
            return checkpoint.clock();
        }
    }

    @Test
    void aDayPassesInASecond() {
        VirtualClock clock = start("86400");
        Instant before = clock.instant();

        real.pass(Duration.ofSeconds(2));

        assertThat(before).isEqualTo(clock.realAnchor());
        assertThat(clock.instant()).isEqualTo(before.plus(Duration.ofDays(2)));
    }

    @Test
    void afterTheRealTimeOfADurationTheDurationHasPassedAndLittleMore() {
        VirtualClock clock = start("86400");
        Instant before = clock.instant();
        Duration minute = Duration.ofMinutes(1);

        real.pass(clock.real(minute));

        assertThat(clock.instant()).isBetween(before.plus(minute), before.plus(minute.multipliedBy(2)));
        assertThat(clock.real(Duration.ofDays(1))).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void functionsReadTheSameClockFromItsText() {
        VirtualClock clock = start("8640.5");
        real.pass(Duration.ofMillis(1_234));

        assertThat(VirtualClock.parse(clock.text(), real).instant()).isEqualTo(clock.instant());
        assertThat(clock.text()).endsWith(";8640.5");
    }

    @Test
    void anImmediateRestartContinuesAtTheCurrentVirtualTime() {
        VirtualClock before = run(DAY_A_SECOND, 10);
        real.pass(Duration.ofSeconds(7));

        assertThat(start("86400").instant()).isEqualTo(before.instant());
    }

    @Test
    void ofALongDowntimeHalfAMinuteCounts() {
        Instant last = run(DAY_A_SECOND, 10).instant();
        real.pass(Duration.ofHours(8));

        assertThat(start("86400").instant()).isEqualTo(last.plus(Duration.ofDays(30)));
    }

    @Test
    void timeDoesNotGoBackwardWhenTheSpeedDecreases() {
        Instant last = run(DAY_A_SECOND, 10).instant();

        VirtualClock slow = start("1");

        assertThat(slow.instant()).isEqualTo(last);
        real.pass(Duration.ofHours(1));
        assertThat(slow.instant()).isEqualTo(last.plus(Duration.ofHours(1)));
    }

    @Test
    void timeDoesNotGoBackwardWhenTheRealClockIsSetBack() {
        Instant last = run(DAY_A_SECOND, 10).instant();
        real.pass(Duration.ofHours(-1));

        assertThat(start("86400").instant()).isAfterOrEqualTo(last);
    }

    @Test
    void atRealSpeedADowntimeCountsInFull() {
        run(BigDecimal.ONE, 3);
        real.pass(Duration.ofHours(8));

        assertThat(start("1").instant()).isEqualTo(real.instant());
    }
}
