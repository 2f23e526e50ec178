package dev.tracks.usecase;

import dev.tracks.domain.StepReached;
import java.time.Duration;
import java.util.List;

/** Where work goes on, with retries of its own; what comes back unthrown is kept there. */
public interface Queues {
    /** Hands causes to the reached queue, each to be run at least once. */
    void reached(List<StepReached> causes);

    /** Hands a cause to the reached queue, to be run at least once, not before that much time (at most 15 minutes). */
    void reachedAfter(Duration delay, StepReached cause);

    /** Hands a message to the messages queue, to be delivered at least once. */
    void message(MessageRef message);
}
