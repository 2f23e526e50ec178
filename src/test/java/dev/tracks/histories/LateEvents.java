package dev.tracks.histories;

import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.outbox.DomainEvents;
import dev.tracks.usecase.outbox.DueItem;
import dev.tracks.usecase.outbox.Outbox;
import dev.tracks.usecase.outbox.Transition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Without a guard: publishes some domain events only after it has cleared the {@code pending} marker of their item. */
final class LateEvents extends PassingOutbox implements DomainEvents {
    private final Predicate<Transition> isLate;
    private final DomainEvents events;
    private final List<Transition> late = new ArrayList<>();

    /** @param isLate which events are late */
    LateEvents(Predicate<Transition> isLate, Outbox outbox, DomainEvents events) {
        super(outbox);
        this.isLate = isLate;
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
        WriteResult result;
        try {
            result = clearPending.get();
        } catch (RuntimeException e) {
            late.clear();
            throw e;
        }
        publishLate();
        return result;
    }

    /** Publishes the events that were not followed by an update of their item's {@code pending} marker. */
    void publishLate() {
        List<Transition> ofItem = List.copyOf(late);
        late.clear();
        ofItem.forEach(events::publish);
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
}
