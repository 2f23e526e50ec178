package dev.tracks.usecase;

/** A short pause between two attempts of a write. It is random, and longer after each attempt. */
@FunctionalInterface
public interface Backoff {
    /**
     * Waits after an attempt that failed.
     *
     * @param round the number of the failed attempt, from 0
     */
    void pause(int round);
}
