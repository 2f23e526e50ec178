package dev.tracks.usecase.outbox;

import dev.tracks.usecase.WriteResult;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Unpublished items and items that are due. */
public interface Outbox {
    /** The number of shards of the index of due items. */
    int SHARDS = 16;

    /**
     * The due items of a shard, earliest first, read page by page. The index, which is eventually consistent, names them;
     * each is as it is when its page is read.
     */
    Stream<DueItem> due(int shard, Instant now);

    /**
     * Clears the {@code pending} marker of an enrollment that was published, unless it has changed since it was read.
     */
    WriteResult clearPending(DueItem.PendingEnrollment item);

    /**
     * Clears the {@code pending} marker of an invitation that was published, unless it has changed since it was read.
     */
    WriteResult clearPending(DueItem.PendingInvitation item);

    /** Clears the {@code pending} marker of a run that was published, unless it has changed since it was read. */
    WriteResult clearPending(DueItem.PendingRun item);

    /**
     * Gives a run the {@code pending} marker, so that the sweep publishes it, unless it has been replaced.
     *
     * @param now from when on it is unpublished
     */
    WriteResult markPending(WrittenRun run, Instant now);

    /**
     * Gives a closed invitation the {@code pending} marker, so that the sweep publishes it.
     *
     * @param now from when on it is unpublished
     */
    WriteResult markPending(ClosedInvitation invitation, Instant now);

    /**
     * Records up to which page the schedules of the step are deleted. Without a cursor all are deleted, and the step
     * is no longer due.
     */
    WriteResult recordDeletedSchedules(DueItem.RemovedStep item, Optional<String> cursor);

    /**
     * Ends the hold of a message that was enqueued, unless its record has changed or was held again since it was
     * read.
     */
    WriteResult clearHold(DueItem.DueMessage item);

    /** Clears the {@code pending} marker of a job that was scheduled, unless it has changed since it was read. */
    WriteResult clearPending(PendingJob item);

    /**
     * Clears the {@code pending} marker of a lane that was enqueued, unless it has changed since it was read. The lane is
     * due again in a while, in case its record is lost.
     */
    WriteResult clearPending(PendingLane item);

    /** Removes the lane from {@link #due} for a while, or for good if it has ended, unless it has changed since it was read. */
    WriteResult postpone(DueLane item, Instant now);

    /** Removes the job from {@link #due}, unless it has changed since it was read. */
    WriteResult clearDue(DueJob item);

    /** Removes the run from {@link #due} until that time, unless it has changed since it was read. */
    WriteResult postpone(DueItem.DueRun item, Instant until);
}
