package dev.tracks.usecase.view.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The median of durations in days of 24 hours, rounded to two decimals (half up). */
final class MedianDays {
    private static final BigDecimal TWO_DAYS =
            BigDecimal.valueOf(Duration.ofDays(2).toMillis());

    private MedianDays() {}

    /** The middle one, or the mean of the two in the middle; empty without durations. */
    static Optional<BigDecimal> of(Stream<Duration> durations) {
        List<Duration> sorted = durations.sorted().toList();
        if (sorted.isEmpty()) {
            return Optional.empty();
        }
        Duration lower = sorted.get((sorted.size() - 1) / 2);
        Duration upper = sorted.get(sorted.size() / 2);
        BigDecimal twice = BigDecimal.valueOf(lower.plus(upper).toMillis());
        return Optional.of(twice.divide(TWO_DAYS, 2, RoundingMode.HALF_UP));
    }
}
