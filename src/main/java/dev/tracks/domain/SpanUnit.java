package dev.tracks.domain;

import java.time.temporal.ChronoUnit;

/**
 * The unit of a {@link TimeSpan}. Minutes and hours pass on the time line; days, weeks and months are counted on the
 * calendar of a zone. Each knows its largest amount, about ten years, so that adding one to any real time cannot
 * overflow.
 */
public enum SpanUnit implements WireName {
    MINUTES(ChronoUnit.MINUTES, 5_256_000),
    HOURS(ChronoUnit.HOURS, 87_600),
    DAYS(ChronoUnit.DAYS, 3_650),
    WEEKS(ChronoUnit.WEEKS, 520),
    MONTHS(ChronoUnit.MONTHS, 120);

    private final ChronoUnit chrono;
    private final int maxAmount;

    SpanUnit(ChronoUnit chrono, int maxAmount) {
        this.chrono = chrono;
        this.maxAmount = maxAmount;
    }

    /** The largest amount that a span of this unit can have. */
    public int maxAmount() {
        return maxAmount;
    }

    /** Whether it is counted on a calendar (days, weeks, months) rather than on the time line (minutes, hours). */
    public boolean isCalendar() {
        return chrono.isDateBased();
    }

    ChronoUnit chrono() {
        return chrono;
    }
}
