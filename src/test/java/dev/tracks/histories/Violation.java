package dev.tracks.histories;

/** An invariant that a history has broken. An error, so that no code under test can catch it. */
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
