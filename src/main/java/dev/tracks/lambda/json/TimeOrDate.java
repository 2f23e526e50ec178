package dev.tracks.lambda.json;

import dev.tracks.domain.InvalidFieldException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The beginning or end of a period in a query: a time, or a date, which is its beginning in UTC. */
public final class TimeOrDate {
    private static final int DATE_LENGTH = "2026-11-24".length();

    private TimeOrDate() {}

    /**
     * @param name the parameter
     * @throws InvalidFieldException if it is neither, or not between the years 1970 and 9999
     */
    public static Instant parse(String name, String text) {
        try {
            Instant time = text.length() == DATE_LENGTH
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
            if (time.isBefore(Instant.EPOCH) || time.isAfter(Instant.parse("9999-12-31T23:59:59Z"))) {
                throw new InvalidFieldException(name, "must be between the years 1970 and 9999");
            }
            return time;
        } catch (DateTimeException e) {
            throw new InvalidFieldException(
                    name, "must be a date such as 2026-11-24, or a time such as 2026-11-24T09:00:00Z");
        }
    }
}
