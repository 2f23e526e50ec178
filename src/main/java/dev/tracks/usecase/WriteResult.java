package dev.tracks.usecase;

/** What became of a conditional write. */
public enum WriteResult {
    /** All of it is written. */
    WRITTEN,
    /** Nothing is written: what was read has changed meanwhile, or the place is taken. */
    CONDITION_FAILED,
    /** Nothing is written: another transaction was at the same items, or the table throttles. */
    CONFLICT
}
