package dev.tracks.usecase.message;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What all processes know about the channel. */
public interface ChannelState {
    /** Something that the processes do in turn. */
    enum Turn {
        /** Sends the one message that finds out whether an outage is over. Measured by the business clock. */
        PROBE,
        /** Sends a block of messages within the channel's rate limit. Measured by the system clock. */
        SEND
    }

    /** The current outage, read consistently; empty if the channel works. */
    Optional<Outage> outage();

    /** Records that an outage has begun, unless one is recorded. */
    void begin(Outage outage);

    /** Records that this outage is over, unless it ended before. */
    void end(Outage outage);

    /**
     * Takes the next turn, unless a process took one less than {@code interval} ago. Returns whether it was taken; then
     * no other process gets a turn before {@code now.plus(interval)}.
     */
    boolean take(Turn turn, Instant now, Duration interval);
}
