package dev.tracks.domain.step;

import dev.tracks.domain.InvalidFieldException;
import dev.tracks.domain.SpanUnit;
import dev.tracks.domain.TimeSpan;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;

/**
 * How long a step waits: {@code {"amount":7,"unit":"days","at":"09:00","workingDaysOnly":true}}.
 *
 * <p>"Add delays before enrollment: let users complete the current phase first" (seed). Working days are Monday to
 * Friday; public holidays are not known.
 *
 * @param span how long, at least
 * @param at the wall time to wait for; empty: none in particular
 * @param workingDaysOnly whether Saturdays and Sundays neither count as days nor see the step happen
 */
public record Delay(TimeSpan span, Optional<LocalTime> at, boolean workingDaysOnly) {

    /** @throws InvalidFieldException for {@code amount} (no span) or {@code at} (null) */
    public Delay {
        if (span == null) {
            throw new InvalidFieldException("amount", "must be given, with its unit");
        }
        if (at == null) {
            throw new InvalidFieldException("at", "must be a time of day such as 09:00, or left out");
        }
    }

    /**
     * When the wait that began at {@code start} is over: never before {@code start}, the same for the same input, and
     * to the nanosecond (schedulers round for themselves). {@code zone} is the enrollee's.
     *
     * <ol>
     *   <li>The span passes as {@link TimeSpan#after} says. With working days only, {@code days} counts working days: 2
     *       days from a Friday end on Tuesday, 1 day from a Saturday on Monday. Other units count every day.
     *   <li>Without {@code at}, that end is the answer; with working days only, an end on a weekend moves to Monday,
     *       same wall time.
     *   <li>With {@code at} and days, weeks or months, it is {@code at} on the day of the end: 1 day at 09:00 from
     *       Monday 10:00 is Tuesday 09:00. If that was before {@code start} (amount 0 only), it is the next day's.
     *   <li>With {@code at} and minutes or hours, it is the first {@code at} at or after the end.
     *   <li>With working days only, {@code at} on a weekend is passed over.
     *   <li>If the clocks skip {@code at} on its day, the first instant after the gap stands in, if that is the same
     *       day (else it is the next day's). If they show it twice, it is the first that is not too early.
     * </ol>
     */
    public Instant dueAt(Instant start, ZoneId zone) {
        Instant end = endOfSpan(start, zone);
        if (at.isEmpty()) {
            return workingDaysOnly ? onWorkingDay(end, zone) : end;
        }
        LocalDate day = dateOf(end, zone);
        return span.unit().isCalendar()
                ? firstAt(at.get(), start, day, zone)
                // From the day before, as clocks that go back over midnight show its last hour once more.
                : firstAt(at.get(), end, day.minusDays(1), zone);
    }

    private Instant endOfSpan(Instant start, ZoneId zone) {
        if (!workingDaysOnly || span.unit() != SpanUnit.DAYS || span.amount() == 0) {
            return span.after(start, zone);
        }
        LocalDateTime local = start.atZone(zone).toLocalDateTime();
        return plusWorkingDays(local.toLocalDate(), span.amount())
                .atTime(local.toLocalTime())
                .atZone(zone)
                .toInstant();
    }

    /** The {@code days}th working day after {@code date}; {@code days} is at least 1. */
    private static LocalDate plusWorkingDays(LocalDate date, int days) {
        LocalDate day = date;
        while (isWeekend(day)) {
            day = day.minusDays(1); // From a weekend, the first working day is Monday: count from Friday.
        }
        day = day.plusWeeks(days / 5);
        for (int left = days % 5; left > 0; left--) {
            day = nextWorkingDay(day);
        }
        return day;
    }

    private static Instant onWorkingDay(Instant end, ZoneId zone) {
        LocalDateTime local = end.atZone(zone).toLocalDateTime();
        if (!isWeekend(local.toLocalDate())) {
            return end;
        }
        return nextWorkingDay(local.toLocalDate())
                .atTime(local.toLocalTime())
                .atZone(zone)
                .toInstant();
    }

    private Instant firstAt(LocalTime time, Instant earliest, LocalDate firstDay, ZoneId zone) {
        for (LocalDate day = firstDay; ; day = day.plusDays(1)) {
            if (workingDaysOnly && isWeekend(day)) {
                continue;
            }
            Optional<Instant> found = showing(day.atTime(time), earliest, zone);
            if (found.isPresent()) {
                return found.get();
            }
        }
    }

    /** The first time, not before {@code earliest}, that clocks show {@code wall} or end the gap that skips it. */
    private static Optional<Instant> showing(LocalDateTime wall, Instant earliest, ZoneId zone) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(wall);
        if (offsets.isEmpty()) {
            ZoneOffsetTransition gap = zone.getRules().getTransition(wall);
            boolean sameDay = gap.getDateTimeAfter().toLocalDate().equals(wall.toLocalDate());
            return Optional.of(gap.getInstant()).filter(instant -> sameDay && !instant.isBefore(earliest));
        }
        return offsets.stream()
                .map(wall::toInstant)
                .filter(instant -> !instant.isBefore(earliest))
                .findFirst();
    }

    private static LocalDate nextWorkingDay(LocalDate date) {
        LocalDate day = date.plusDays(1);
        while (isWeekend(day)) {
            day = day.plusDays(1);
        }
        return day;
    }

    private static LocalDate dateOf(Instant instant, ZoneId zone) {
        return instant.atZone(zone).toLocalDate();
    }

    private static boolean isWeekend(LocalDate date) {
        return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}
