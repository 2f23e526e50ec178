package dev.tracks.usecase.message;

import java.time.Duration;
import java.time.Instant;

/**
 * A time in which the channel accepts no message at all, for a reason that is about the app or the account: for
 * example, its token was revoked. Messages wait meanwhile. It ends when the channel answers a message again.
 *
 * @param since when the channel first answered with the error
 * @param error the channel's latest error code
 */
public record Outage(Instant since, String error) {
    /**
     * How often one waiting message, the probe, is sent to find out whether the channel works again. The first probe is
     * sent this long after the outage began.
     */
    public static final Duration PROBE_INTERVAL = Duration.ofMinutes(1);

    /** Whether a probe may be sent at that time, if no other one was sent in the interval before. */
    public boolean isProbeDue(Instant now) {
        return !now.isBefore(since.plus(PROBE_INTERVAL));
    }
}
