package dev.tracks.usecase;

/** A short pause between two tries of one write, longer and random from round to round. */
@FunctionalInterface
public interface Backoff {
    /** Waits before the try after {@code round} (from 0). */
    void pause(int round);
}
