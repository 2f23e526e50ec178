package dev.tracks.usecase;

/** What became of a conditional write. */
public enum Written {
    /** All of it is written. */
    DONE,
    /** Nothing is written: what was read has changed meanwhile, or the place is taken. */
    TAKEN,
    /** Nothing is written: another transaction was at the same items, or the table throttles. */
    CONTENDED
}
