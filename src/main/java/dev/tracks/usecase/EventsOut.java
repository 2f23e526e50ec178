package dev.tracks.usecase;

/** Tells others what has happened: at least once, so that each transition has an id to know repeats by. */
public interface EventsOut {
    void put(Transition transition);
}
