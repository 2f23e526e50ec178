package dev.tracks.histories;

/** A call out that timed out or was throttled, as its caller learns it. */
final class CallFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CallFailedException(String what) {
        super(what, null, false, false);
    }
}
