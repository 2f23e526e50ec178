package dev.tracks.usecase.outbox;

import java.time.Duration;

/**
 * The visibility time-out of received records of the messages queue. It is separate from {@link Queues}, because the
 * function that receives these records must not send to their queue: Lambda stops such loops (Lambda guide, "Recursive
 * loop detection").
 */
public interface RecordVisibility {
    /**
     * Makes a received record visible again after that time on the system clock, which must be far below the 12 hours
     * that SQS allows. The receiver must then report the record as a batch item failure.
     */
    void extend(ReceivedRecord record, Duration after);
}
