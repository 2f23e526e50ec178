package dev.tracks.domain;

import dev.tracks.domain.step.Delay;
import java.time.Instant;
import java.time.ZoneId;

/**
 * An amount of time as an admin enters it, such as {@code {"amount":7,"unit":"days"}}. A step's cooldown is one, and
 * a {@link Delay} contains one.
 *
 * @param amount from 0 to the unit's {@link SpanUnit#maxAmount()}
 */
public record TimeSpan(int amount, SpanUnit unit) {

    /** @throws InvalidFieldException for {@code unit} if it is missing, for {@code amount} if it is out of range */
    public TimeSpan {
        if (unit == null) {
            throw new InvalidFieldException("unit", "must be one of " + WireName.all(SpanUnit.class));
        }
        if (amount < 0 || amount > unit.maxAmount()) {
            throw new InvalidFieldException(
                    "amount", "must be 0 to " + unit.maxAmount() + " for " + unit.wireName() + ", was " + amount);
        }
    }

    /**
     * The instant this long after {@code start}, never before it.
     *
     * <p>Minutes and hours are exact, also across clock changes. Days, weeks and months keep the local time of {@code
     * start} in {@code zone}: one day across a daylight-saving change lasts 23 or 25 hours. A local time in a gap
     * moves forward by the length of the gap. A local time in an overlap is the earlier of the two. If the month does
     * not have the day, the last day of the month is used (31 January plus 1 month is 28 or 29 February). These are
     * the rules of {@link java.time.LocalDateTime#plus(long, java.time.temporal.TemporalUnit)} and {@link
     * java.time.ZonedDateTime#of(java.time.LocalDateTime, ZoneId)}.
     */
    public Instant after(Instant start, ZoneId zone) {
        if (amount == 0) {
            return start; // The conversion to local time would turn the later instant of an overlap into the earlier.
        }
        if (!unit.isCalendar()) {
            return start.plus(amount, unit.chrono());
        }
        return start.atZone(zone)
                .toLocalDateTime()
                .plus(amount, unit.chrono())
                .atZone(zone)
                .toInstant();
    }

    /** Whether {@link #after} depends on the time zone. */
    public boolean usesZone() {
        return amount > 0 && unit.isCalendar();
    }
}
