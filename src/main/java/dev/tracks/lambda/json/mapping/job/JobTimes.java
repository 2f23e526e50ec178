package dev.tracks.lambda.json.mapping.job;

import dev.tracks.domain.InvalidFieldException;
import dev.tracks.lambda.json.TimeParameter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The rules for the times of a request, in milliseconds.
 *
 * @param now the time of the request
 */
record JobTimes(Instant now) {
    /** How far ahead a job may start. */
    private static final Duration AHEAD_MAX = Duration.ofDays(365);

    /** The clock of a client may differ by this much. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    /** When a job starts. */
    Instant start(String text) {
        Instant start = any(text);
        if (start.isAfter(now.plus(AHEAD_MAX))) {
            throw new InvalidFieldException("startAt", "must be at most " + AHEAD_MAX.toDays() + " days ahead");
        }
        return start;
    }

    /** A time that is not in the future. A time that is so by the clock of the client counts as now. */
    Instant past(String text) {
        Instant time = any(text);
        if (time.isAfter(now.plus(SKEW))) {
            throw new InvalidFieldException("until", "must not be in the future");
        }
        return time.isAfter(now) ? now : time;
    }

    private static Instant any(String text) {
        return TimeParameter.time(text).truncatedTo(ChronoUnit.MILLIS);
    }
}
