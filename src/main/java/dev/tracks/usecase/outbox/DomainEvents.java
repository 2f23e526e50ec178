package dev.tracks.usecase.outbox;

/** Tells others what has happened: at least once, so that each transition has an id to know repeats by. */
public interface DomainEvents {
    void publish(Transition transition);
}
