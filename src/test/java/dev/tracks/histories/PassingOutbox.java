package dev.tracks.histories;

import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.outbox.ClosedInvitation;
import dev.tracks.usecase.outbox.DueItem;
import dev.tracks.usecase.outbox.DueJob;
import dev.tracks.usecase.outbox.DueLane;
import dev.tracks.usecase.outbox.Outbox;
import dev.tracks.usecase.outbox.PendingJob;
import dev.tracks.usecase.outbox.PendingLane;
import dev.tracks.usecase.outbox.WrittenRun;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** An outbox that delegates to another. */
class PassingOutbox implements Outbox {
    final Outbox outbox;

    PassingOutbox(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public WriteResult clearPending(DueItem.PendingEnrollment item) {
        return outbox.clearPending(item);
    }

    @Override
    public WriteResult clearPending(DueItem.PendingInvitation item) {
        return outbox.clearPending(item);
    }

    @Override
    public WriteResult clearPending(DueItem.PendingRun item) {
        return outbox.clearPending(item);
    }

    @Override
    public WriteResult markPending(WrittenRun run, Instant now) {
        return outbox.markPending(run, now);
    }

    @Override
    public WriteResult markPending(ClosedInvitation invitation, Instant now) {
        return outbox.markPending(invitation, now);
    }

    @Override
    public WriteResult clearPending(PendingJob item) {
        return outbox.clearPending(item);
    }

    @Override
    public WriteResult clearPending(PendingLane item) {
        return outbox.clearPending(item);
    }

    @Override
    public WriteResult postpone(DueLane item, Instant now) {
        return outbox.postpone(item, now);
    }

    @Override
    public WriteResult clearDue(DueJob item) {
        return outbox.clearDue(item);
    }

    @Override
    public Stream<DueItem> due(int shard, Instant now) {
        return outbox.due(shard, now);
    }

    @Override
    public WriteResult recordDeletedSchedules(DueItem.RemovedStep item, Optional<String> cursor) {
        return outbox.recordDeletedSchedules(item, cursor);
    }

    @Override
    public WriteResult clearHold(DueItem.DueMessage item) {
        return outbox.clearHold(item);
    }

    @Override
    public WriteResult postpone(DueItem.DueRun item, Instant until) {
        return outbox.postpone(item, until);
    }
}
