package dev.tracks.usecase.outbox;

import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.StepReached;
import java.time.Duration;
import java.util.List;

/** Where work goes on, with retries of its own; what comes back unthrown is kept there. */
public interface Queues {
    /** Hands causes to the reached queue, each to be run at least once. */
    void sendReached(List<StepReached> causes);

    /** Hands a cause to the reached queue, to be run at least once, not before that much time (at most 15 minutes). */
    void sendReachedAfter(Duration delay, StepReached cause);

    /** Hands a message to the messages queue, to be delivered at least once. */
    void sendMessage(MessageRef message);

    /** The most that a record can wait before it is shown at all. */
    Duration LONGEST_DELAY = Duration.ofMinutes(15);

    /** As {@link #sendMessage}, not before that much time has passed; a longer delay is {@link #LONGEST_DELAY}. */
    void sendMessageAfter(Duration delay, MessageRef message);

    /**
     * Lets a record of the messages queue come again after that time, by the clock of machines, once whoever has it says that
     * it is not dealt with; if that is longer than the queue can hide a record, as late as it can.
     */
    void extendVisibility(ReceivedRecord record, Duration after);
}
