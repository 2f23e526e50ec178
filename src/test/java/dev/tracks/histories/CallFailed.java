package dev.tracks.histories;

/** A call out that timed out or was throttled, as its caller learns it. */
final class CallFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CallFailed(String what) {
        super(what, null, false, false);
    }
}
