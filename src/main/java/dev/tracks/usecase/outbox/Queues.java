package dev.tracks.usecase.outbox;

import dev.tracks.domain.job.LaneRef;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.ReachedEvent;
import dev.tracks.domain.record.StepReached;
import java.time.Duration;
import java.util.List;

/**
 * The queues of causes and messages. If a method returns without an exception, the queue has stored the record and
 * retries it.
 */
public interface Queues {
    /** The longest delay of a message (SQS quotas). */
    Duration LONGEST_DELAY = Duration.ofMinutes(15);

    /** Enqueues causes. Each is run at least once. */
    void sendReached(List<StepReached> causes);

    /** Enqueues a cause. It is run at least once, but not before {@code delay} (at most 15 minutes) has passed. */
    void sendReachedAfter(Duration delay, StepReached cause);

    /**
     * Enqueues an event that names a person by an alias that nobody has. It is processed again after {@link
     * #LONGEST_DELAY}, and the dead-letter queue keeps it if still nobody has the alias.
     */
    void sendUnresolved(ReachedEvent event);

    /** Enqueues a message. It is delivered at least once. */
    void sendMessage(MessageRef message);

    /**
     * Enqueues that the messages of a closed invitation must be replaced where people see them. They are replaced at
     * most a few minutes later; if the channel fails until then, they stay as they are.
     */
    void sendClosed(MessageRef invitation);

    /** Enqueues a page of a job's lane. It is processed at least once. */
    void sendLane(LaneRef lane);

    /** Enqueues a message. It is delivered at least once, but not before {@code delay} (at most 15 minutes) has passed. */
    void sendMessageAfter(Duration delay, MessageRef message);
}
