package dev.tracks.usecase.view;

import dev.tracks.domain.InvalidFieldException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A period, in the resolution of the table: one millisecond.
 *
 * @param from its first millisecond
 * @param to the first millisecond after it
 */
public record Period(Instant from, Instant to) {
    /** @throws InvalidFieldException if the period does not begin before it ends */
    public Period {
        from = from.truncatedTo(ChronoUnit.MILLIS);
        to = to.truncatedTo(ChronoUnit.MILLIS);
        if (!from.isBefore(to)) {
            throw new InvalidFieldException("from", "must be before " + to + ", where the period ends");
        }
    }

    /** Whether the time is in the period. */
    public boolean contains(Instant time) {
        return !time.isBefore(from) && time.isBefore(to);
    }
}
