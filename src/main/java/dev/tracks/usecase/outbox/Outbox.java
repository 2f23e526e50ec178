package dev.tracks.usecase.outbox;

import dev.tracks.usecase.WriteResult;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** What is written and still to be followed up. */
public interface Outbox {
    /** How many parts the index of due items has. */
    int SHARDS = 16;

    /** What is due in that part, earliest first, read page by page; from an index that may lag. */
    Stream<DueItem> due(int shard, Instant now);

    /** Takes the mark from an enrollment that was handed over, unless it has changed since it was read. */
    WriteResult clearPending(DueItem.PendingEnrollment item);

    /** Takes the mark from an invitation that was handed over, unless it has changed since it was read. */
    WriteResult clearPending(DueItem.PendingInvitation item);

    /** Takes the mark from a run that was handed over, unless it has changed since it was read. */
    WriteResult clearPending(DueItem.PendingRun item);

    /** Notes how far the step's schedules are deleted; with no cursor: all of them, and nothing is due any more. */
    WriteResult recordDeletedSchedules(DueItem.RemovedStep item, Optional<String> cursor);

    /** Takes the hold from a message that was handed over, unless it has changed, or was held anew, since it was read. */
    WriteResult clearHold(DueItem.DueMessage item);

    /** Keeps the run out of {@link #due} until then, unless it has changed since it was read. */
    WriteResult postpone(DueItem.DueRun item, Instant until);
}
