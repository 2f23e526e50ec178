package dev.tracks.local.support;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The clock of the local cloud; it runs {@code speed} times as fast as the real one. The functions compute the same
 * time from {@link #text}, so that nothing fires before they agree that it is due. Precise to a millisecond of the
 * real clock.
 *
 * @param realAnchor a moment of the real clock
 * @param virtualAnchor the time of this clock at that moment
 * @param speed above 0
 */
public record VirtualClock(Instant realAnchor, Instant virtualAnchor, BigDecimal speed, InstantSource real)
        implements InstantSource {

    /** Reads what {@link #text} wrote. */
    static VirtualClock parse(String text, InstantSource real) {
        String[] parts = text.split(";");
        return new VirtualClock(Instant.parse(parts[0]), Instant.parse(parts[1]), new BigDecimal(parts[2]), real);
    }

    @Override
    public Instant instant() {
        return at(real.instant());
    }

    /** The time of this clock at a moment of the real clock. */
    Instant at(Instant moment) {
        BigDecimal passed = BigDecimal.valueOf(
                        Duration.between(realAnchor, moment).toMillis())
                .multiply(speed);
        return virtualAnchor.plusMillis(passed.setScale(0, RoundingMode.FLOOR).longValue());
    }

    /** How long a duration of this clock takes in real time, rounded up. */
    public Duration real(Duration virtual) {
        return Duration.ofMillis(BigDecimal.valueOf(virtual.toMillis())
                .divide(speed, 0, RoundingMode.CEILING)
                .longValue());
    }

    /** The value of {@code TRACKS_CLOCK}. */
    public String text() {
        return realAnchor + ";" + virtualAnchor + ";" + speed.toPlainString();
    }
}
