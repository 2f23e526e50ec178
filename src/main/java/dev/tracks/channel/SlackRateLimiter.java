package dev.tracks.channel;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One message a second to each person (Slack docs, "Rate limits", Posting messages). It knows what its own process
 * sent; for the others, Slack answers {@code ratelimited}.
 */
final class SlackRateLimiter {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final InstantSource realTime;
    /** When they were last sent something, the longest ago first. */
    private final Map<String, Instant> last = new LinkedHashMap<>();

    SlackRateLimiter(InstantSource realTime) {
        this.realTime = realTime;
    }

    /** Empty: now is the turn of a message to that user. Else how long it has to wait. */
    synchronized Optional<Duration> tryAcquire(String user) {
        Instant now = realTime.instant();
        // What lies in the future was sent before the clock was set back: nobody waits for that.
        last.values().removeIf(at -> at.isAfter(now) || !now.isBefore(at.plus(PAUSE)));
        Instant before = last.get(user);
        if (before != null) {
            return Optional.of(Duration.between(now, before.plus(PAUSE)));
        }
        last.put(user, now);
        return Optional.empty();
    }
}
