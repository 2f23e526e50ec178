package dev.tracks.channel;

import dev.tracks.usecase.message.ChannelState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Keeps Slack's rate limits (Slack docs, "Rate limits", Posting messages): one message per second and person, and
 * "several hundred messages per minute" in a workspace.
 *
 * <p>All processes share one budget per workspace. A process takes {@value #BLOCK} messages at a time out of it, which
 * costs one write, and keeps those that it does not send. There are {@value #BLOCKS} blocks, and each can be taken again
 * after {@link #BLOCK_INTERVAL}: on average 240 messages per minute.
 *
 * <p>Each process counts the messages to a person by itself; if two exceed that limit, Slack answers {@code
 * ratelimited}.
 */
final class SlackRateLimiter {
    static final int BLOCK = 10;
    static final int BLOCKS = 5;
    static final Duration BLOCK_INTERVAL = Duration.ofMillis(12_500);

    /** How long a message waits if the workspace's budget is used up. */
    static final Duration BUDGET_WAIT = Duration.ofSeconds(10);

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final ChannelState state;
    private final InstantSource systemClock;
    /** When each user was last sent a message, oldest first. */
    private final Map<String, Instant> lastSent = new LinkedHashMap<>();
    /** The rest of the block that this process has taken. */
    private int remaining;

    /** @param state the turns that all processes take */
    SlackRateLimiter(ChannelState state, InstantSource systemClock) {
        this.state = state;
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
        if (remaining == 0) {
            if (!takesBlock(now)) {
                return Optional.of(BUDGET_WAIT);
            }
            remaining = BLOCK;
        }
        remaining--;
        lastSent.put(user, now);
        return Optional.empty();
    }

    private boolean takesBlock(Instant now) {
        return IntStream.range(0, BLOCKS).anyMatch(block -> state.take("send-" + block, now, BLOCK_INTERVAL));
    }
}
