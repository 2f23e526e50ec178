package dev.tracks.channel;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Allows one message per second and person (Slack docs, "Rate limits", Posting messages). It counts the messages of its
 * own process only; if other processes exceed the limit, Slack answers {@code ratelimited}.
 */
final class SlackRateLimiter {
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final InstantSource systemClock;
    /** When each user was last sent a message, oldest first. */
    private final Map<String, Instant> lastSent = new LinkedHashMap<>();

    SlackRateLimiter(InstantSource systemClock) {
        this.systemClock = systemClock;
    }

    /** Empty if a message to this user may be sent now; otherwise the time to wait. */
    synchronized Optional<Duration> tryAcquire(String user) {
        Instant now = systemClock.instant();
        // A time in the future was recorded before the clock was set back; drop it, so that nobody waits for it.
        lastSent.values().removeIf(at -> at.isAfter(now) || !now.isBefore(at.plus(INTERVAL)));
        Instant before = lastSent.get(user);
        if (before != null) {
            return Optional.of(Duration.between(now, before.plus(INTERVAL)));
        }
        lastSent.put(user, now);
        return Optional.empty();
    }
}
