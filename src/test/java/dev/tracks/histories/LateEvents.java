package dev.tracks.histories;

import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.outbox.DomainEvents;
import dev.tracks.usecase.outbox.DueItem;
import dev.tracks.usecase.outbox.DueJob;
import dev.tracks.usecase.outbox.DueLane;
import dev.tracks.usecase.outbox.Outbox;
import dev.tracks.usecase.outbox.PendingJob;
import dev.tracks.usecase.outbox.PendingLane;
import dev.tracks.usecase.outbox.Transition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Without a guard: publishes some domain events only after it has cleared the {@code pending} marker of their item. */
final class LateEvents implements Outbox, DomainEvents {
    private final Predicate<Transition> isLate;
    private final Outbox outbox;
    private final DomainEvents events;
    private final List<Transition> late = new ArrayList<>();

    /** @param isLate which events are late */
    LateEvents(Predicate<Transition> isLate, Outbox outbox, DomainEvents events) {
        this.isLate = isLate;
        this.outbox = outbox;
        this.events = events;
    }

    @Override
    public void publish(Transition transition) {
        if (isLate.test(transition)) {
            late.add(transition);
        } else {
            events.publish(transition);
        }
    }

    private WriteResult publishAfter(Supplier<WriteResult> clearPending) {
        List<Transition> ofItem = List.copyOf(late);
        late.clear();
        WriteResult result = clearPending.get();
        ofItem.forEach(events::publish);
        return result;
    }

    @Override
    public WriteResult clearPending(DueItem.PendingEnrollment item) {
        return publishAfter(() -> outbox.clearPending(item));
    }

    @Override
    public WriteResult clearPending(DueItem.PendingInvitation item) {
        return publishAfter(() -> outbox.clearPending(item));
    }

    @Override
    public WriteResult clearPending(DueItem.PendingRun item) {
        return publishAfter(() -> outbox.clearPending(item));
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
