package dev.tracks.domain;

import java.time.temporal.ChronoUnit;

/**
 * The unit of a {@link TimeSpan}. Minutes and hours are exact durations. Days, weeks and months are added to the
 * local date in a time zone. Each unit has a largest amount of about ten years, so that adding a span to a real time
 * cannot overflow.
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

    /** The largest amount of a span in this unit. */
    public int maxAmount() {
        return maxAmount;
    }

    /** Whether the unit is date-based (days, weeks, months) and not an exact duration (minutes, hours). */
    public boolean isCalendar() {
        return chrono.isDateBased();
    }

    ChronoUnit chrono() {
        return chrono;
    }
}
