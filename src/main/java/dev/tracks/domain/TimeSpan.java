package dev.tracks.domain;

import dev.tracks.domain.step.Delay;
import java.time.Instant;
import java.time.ZoneId;

/**
 * An amount of time as an admin writes it: {@code {"amount":7,"unit":"days"}}. A step's cooldown is one, and a
 * {@link Delay} starts with one.
 *
 * @param amount from 0 to the unit's {@link SpanUnit#maxAmount()}
 */
public record TimeSpan(int amount, SpanUnit unit) {

    /** @throws InvalidFieldException for {@code amount} or {@code unit} */
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
     * The instant that much after {@code start}, never before it.
     *
     * <p>Minutes and hours pass on the time line, whatever the clocks do. Days, weeks and months keep the wall time of
     * {@code start} in {@code zone}: one day across a daylight-saving change is 23 or 25 hours. A wall time that does
     * not exist there (a gap) moves forward by the gap's length, one that exists twice (an overlap) is the earlier; a
     * day that a month lacks is the month's last (31 January and 1 month: 28 or 29 February). These are the rules of
     * {@link java.time.LocalDateTime#plus(long, java.time.temporal.TemporalUnit)} and
     * {@link java.time.ZonedDateTime#of(java.time.LocalDateTime, ZoneId)}.
     */
    public Instant after(Instant start, ZoneId zone) {
        if (amount == 0) {
            return start; // By way of the wall time, the second turn of an overlap would become the first: too early.
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
}
