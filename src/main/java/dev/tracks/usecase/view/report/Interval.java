package dev.tracks.usecase.view.report;

import dev.tracks.domain.InvalidFieldException;
import dev.tracks.domain.WireName;
import dev.tracks.usecase.view.Period;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.stream.Stream;

/** How a period is divided: by days, weeks or months in UTC. Weeks start on Monday (ISO 8601). */
public enum Interval implements WireName {
    DAY(ChronoUnit.DAYS),
    WEEK(ChronoUnit.WEEKS),
    MONTH(ChronoUnit.MONTHS);

    /** The maximum number of parts of a period. */
    public static final int MOST_PARTS = 100;

    private final ChronoUnit unit;

    Interval(ChronoUnit unit) {
        this.unit = unit;
    }

    /**
     * The parts of the period, in order and without gaps. The first and the last one are shorter if the period does not
     * begin or end with a day, week or month.
     *
     * @throws InvalidFieldException if there are more than {@link #MOST_PARTS}
     */
    public List<Period> divide(Period whole) {
        List<Period> parts = Stream.iterate(whole.from(), from -> from.isBefore(whole.to()), this::next)
                .limit(MOST_PARTS + 1L)
                .map(from -> new Period(from, earlier(next(from), whole.to())))
                .toList();
        if (parts.size() > MOST_PARTS) {
            throw new InvalidFieldException(
                    "interval",
                    "must divide the period into at most " + MOST_PARTS
                            + " parts; choose a longer one, or a shorter period");
        }
        return parts;
    }

    /** The beginning of the next day, week or month. */
    private Instant next(Instant time) {
        LocalDate day = LocalDate.ofInstant(time, ZoneOffset.UTC);
        LocalDate first = switch (this) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
        };
        return first.plus(1, unit).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
