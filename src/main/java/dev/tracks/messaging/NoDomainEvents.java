package dev.tracks.messaging;

import dev.tracks.usecase.outbox.DomainEvents;
import dev.tracks.usecase.outbox.Transition;

/** No event bus is set: nobody is told. */
public final class NoDomainEvents implements DomainEvents {
    @Override
    public void publish(Transition transition) {
        // Nobody asked.
    }
}
