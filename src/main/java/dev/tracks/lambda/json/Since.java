package dev.tracks.lambda.json;

import dev.tracks.domain.InvalidFieldException;
import java.time.DateTimeException;
import java.time.Instant;

/** The parameter {@code since} of requests: a time between the years 1970 and 9999. */
public final class Since {
    private Since() {}

    /**
     * @throws InvalidFieldException if it is not one
     */
    public static Instant parse(String text) {
        try {
            Instant instant = Instant.parse(text);
            if (instant.isBefore(Instant.EPOCH) || instant.isAfter(Instant.parse("9999-12-31T23:59:59Z"))) {
                throw new InvalidFieldException("since", "must be between the years 1970 and 9999");
            }
            return instant;
        } catch (DateTimeException e) {
            throw new InvalidFieldException("since", "must be a time such as 2026-11-24T09:00:00Z");
        }
    }
}
