package dev.tracks.usecase.outbox;

import java.time.Duration;
import java.util.Optional;

/** A write that a record of the table's stream shows, and that must be published. */
public sealed interface UnpublishedWrite permits PendingWrite, WrittenRun, ClosedInvitation, DueItem.Unreadable {
    /** Identifies the item in logs. */
    String key();

    /**
     * Publishes it.
     *
     * @param age of the record
     * @return the failure because of which it was left to the sweep; empty if everything is published
     * @throws RuntimeException if the record must be repeated
     */
    Optional<RuntimeException> publish(StreamPublisher publisher, Duration age);
}
