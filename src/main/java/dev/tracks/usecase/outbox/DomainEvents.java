package dev.tracks.usecase.outbox;

/** Publishes domain events at least once. Each transition has an id by which consumers recognize repeats. */
public interface DomainEvents {
    /** Publishes the event of a transition. If it returns without an exception, the event was accepted. */
    void publish(Transition transition);
}
