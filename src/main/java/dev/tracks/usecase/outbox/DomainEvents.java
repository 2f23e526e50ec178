package dev.tracks.usecase.outbox;

/** Publishes domain events at least once. Each transition has an id by which consumers recognize repeats. */
public interface DomainEvents {
    void publish(Transition transition);
}
