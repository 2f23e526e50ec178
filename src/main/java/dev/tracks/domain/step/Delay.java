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
 * How long a step waits before it decides: {@code {"amount":7,"unit":"days","at":"09:00","workingDaysOnly":true}}.
 *
 * <p>"Add delays before enrollment: let users complete the current phase first" (seed). Working days are Monday to
 * Friday. Public holidays are not considered.
 *
 * @param span the minimum wait
 * @param at the local time to wait for after the span, if any
 * @param workingDaysOnly whether Saturdays and Sundays are not counted as days, and the delay never ends on one
 */
public record Delay(TimeSpan span, Optional<LocalTime> at, boolean workingDaysOnly) {

    /** @throws InvalidFieldException for {@code amount} if there is no span, for {@code at} if it is null */
    public Delay {
        if (span == null) {
            throw new InvalidFieldException("amount", "must be given, with its unit");
        }
        if (at == null) {
            throw new InvalidFieldException("at", "must be a time of day such as 09:00, or left out");
        }
    }

    /**
     * When a delay that begins at {@code start} ends. The result is never before {@code start}, is the same for the
     * same input, and is not rounded (schedulers do that). {@code zone} is the enrollee's.
     *
     * <ol>
     *   <li>The span is added as {@link TimeSpan#after} defines. With working days only, {@code days} counts working
     *       days: 2 days from a Friday end on Tuesday, 1 day from a Saturday ends on Monday. Other units count every
     *       day.
     *   <li>Without {@code at}, the result is the end of the span. With working days only, an end on a weekend moves
     *       to Monday at the same local time.
     *   <li>With {@code at} and days, weeks or months, the result is {@code at} on the day on which the span ends: 1
     *       day at 09:00 from Monday 10:00 is Tuesday 09:00. If that is before {@code start} (amount 0 only), the
     *       result is on the next day.
     *   <li>With {@code at} and minutes or hours, the result is the first {@code at} at or after the end of the span.
     *   <li>With working days only, {@code at} on a weekend is skipped.
     *   <li>If a clock change skips {@code at}, the first instant after the gap is used if it is on the same day;
     *       otherwise {@code at} on the next day. If {@code at} occurs twice, the first occurrence that is not too
     *       early is used.
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
                // Starts one day earlier: if clocks go back over midnight, that day's last hour occurs again.
                : firstAt(at.get(), end, day.minusDays(1), zone);
    }

    /** Whether {@link #dueAt} depends on the time zone. */
    public boolean usesZone() {
        return span.usesZone() || at.isPresent() || workingDaysOnly;
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
            day = day.minusDays(1); // The first working day after a weekend is Monday, so counting starts on Friday.
        }
        day = day.plusWeeks(days / 5);
        for (int remaining = days % 5; remaining > 0; remaining--) {
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
            Optional<Instant> found = firstOccurrence(day.atTime(time), earliest, zone);
            if (found.isPresent()) {
                return found.get();
            }
        }
    }

    /**
     * The first instant, not before {@code earliest}, at which the local time is {@code wall}, or at which a gap that
     * contains it ends.
     */
    private static Optional<Instant> firstOccurrence(LocalDateTime wall, Instant earliest, ZoneId zone) {
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
