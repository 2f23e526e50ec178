package dev.tracks.histories;

/** A promise that a history broke. An error, so that no code under test can swallow it. */
final class Violation extends Error {
    private static final long serialVersionUID = 1L;

    private final Invariant invariant;

    Violation(Invariant invariant, String detail) {
        super(invariant.words() + ": " + detail);
        this.invariant = invariant;
    }

    Invariant invariant() {
        return invariant;
    }
}
