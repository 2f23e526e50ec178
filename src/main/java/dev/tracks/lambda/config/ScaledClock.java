package dev.tracks.lambda.config;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock that runs faster than the system clock, for the local cloud only: a day can pass in a second.
 *
 * @param realAnchor a time of the system clock
 * @param virtualAnchor the time of this clock at {@code realAnchor}
 * @param speed how many times faster than the system clock it runs
 * @param real the system clock
 */
record ScaledClock(Instant realAnchor, Instant virtualAnchor, BigDecimal speed, InstantSource real)
        implements InstantSource {

    /**
     * Reads {@code realAnchor;virtualAnchor;speed}.
     *
     * @throws IllegalArgumentException or {@link java.time.DateTimeException} if the text has another format
     */
    static ScaledClock parse(String text) {
        String[] parts = text.split(";", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("three parts are required");
        }
        BigDecimal speed = new BigDecimal(parts[2].strip());
        if (speed.signum() <= 0) {
            throw new IllegalArgumentException("the speed must be positive");
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
