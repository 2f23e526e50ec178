package dev.tracks.usecase;

/** The result of a conditional write. */
public enum WriteResult {
    /** Everything was written. */
    WRITTEN,
    /** Nothing was written: a record has changed since it was read, or already exists. */
    CONDITION_FAILED,
    /** Nothing was written: another transaction uses the same items, or the table throttles requests. */
    CONFLICT
}
