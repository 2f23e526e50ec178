package dev.tracks.messaging;

import dev.tracks.usecase.outbox.DomainEvents;
import dev.tracks.usecase.outbox.Transition;

/** Publishes no domain events, because no event bus is configured. */
public final class NoDomainEvents implements DomainEvents {
    @Override
    public void publish(Transition transition) {
        // No event bus is configured.
    }
}
