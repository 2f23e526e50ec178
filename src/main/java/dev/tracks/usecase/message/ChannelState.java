package dev.tracks.usecase.message;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What all processes know about the channel. */
public interface ChannelState {
    /** The turn of the one message that finds out whether an outage is over. */
    String PROBE = "probe";

    /** The current outage, read consistently; empty if the channel works. */
    Optional<Outage> outage();

    /** Records that an outage has begun. If one is recorded, it only gets this error, since its cause can change. */
    void begin(Outage outage);

    /** Records that the outage is over. Only for a process whose message was the probe. */
    void end();

    /**
     * Takes the next turn, unless a process took one less than {@code interval} ago. Returns whether it was taken; then
     * no process gets another turn before {@code now.plus(interval)}.
     *
     * @param turn what the processes do in turn, such as {@link #PROBE}
     */
    boolean take(String turn, Instant now, Duration interval);
}
