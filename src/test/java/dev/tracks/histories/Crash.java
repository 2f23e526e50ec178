package dev.tracks.histories;

/** The end of a process in the middle of its work. An error, so that no handler of exceptions survives it. */
final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash(String where) {
        super(where, null, false, false);
    }
}
