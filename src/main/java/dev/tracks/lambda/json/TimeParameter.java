package dev.tracks.lambda.json;

import dev.tracks.domain.InvalidFieldException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Times in requests: between the years 1970 and 9999. {@link Fields} names the field of a time that is rejected. */
public final class TimeParameter {
    private static final String NAME = "time";
    private static final int DATE_LENGTH = "2026-11-24".length();
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private TimeParameter() {}

    /** @throws InvalidFieldException if it is no such time */
    public static Instant time(String text) {
        try {
            return inRange(Instant.parse(text));
        } catch (DateTimeException e) {
            throw new InvalidFieldException(NAME, "must be a time such as 2026-11-24T09:00:00Z");
        }
    }

    /**
     * The beginning or end of a period: a time, or a date, which is its beginning in UTC.
     *
     * @throws InvalidFieldException if it is neither
     */
    public static Instant timeOrDate(String text) {
        try {
            return inRange(
                    text.length() == DATE_LENGTH
                            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                            : Instant.parse(text));
        } catch (DateTimeException e) {
            throw new InvalidFieldException(
                    NAME, "must be a date such as 2026-11-24, or a time such as 2026-11-24T09:00:00Z");
        }
    }

    private static Instant inRange(Instant time) {
        if (time.isBefore(Instant.EPOCH) || time.isAfter(LAST)) {
            throw new InvalidFieldException(NAME, "must be between the years 1970 and 9999");
        }
        return time;
    }
}
