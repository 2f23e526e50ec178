package dev.tracks.histories;

/** The end of a process during its work. An error, so that no exception handler catches it. */
final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash(String where) {
        super(where, null, false, false);
    }
}
