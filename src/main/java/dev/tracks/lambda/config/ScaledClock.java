package dev.tracks.lambda.config;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock that runs faster than the real one, so that a day passes in a second: for the local cloud only.
 *
 * @param realAnchor a moment of the real clock
 * @param virtualAnchor what this clock showed then
 * @param speed how much time passes here in the time of the real clock
 * @param real the real clock
 */
record ScaledClock(Instant realAnchor, Instant virtualAnchor, BigDecimal speed, InstantSource real)
        implements InstantSource {

    /**
     * Reads {@code realAnchor;virtualAnchor;speed}.
     *
     * @throws IllegalArgumentException or {@link java.time.DateTimeException} if it is something else
     */
    static ScaledClock parse(String text) {
        String[] parts = text.split(";", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("three parts are needed");
        }
        BigDecimal speed = new BigDecimal(parts[2].strip());
        if (speed.signum() <= 0) {
            throw new IllegalArgumentException("time only goes forward");
        }
        return new ScaledClock(
                Instant.parse(parts[0].strip()), Instant.parse(parts[1].strip()), speed, InstantSource.system());
    }

    @Override
    public Instant instant() {
        BigDecimal passed = BigDecimal.valueOf(
                        Duration.between(realAnchor, real.instant()).toMillis())
                .multiply(speed);
        return virtualAnchor.plusMillis(passed.setScale(0, RoundingMode.FLOOR).longValue());
    }
}
