package dev.tracks.histories;

/** An outgoing call that timed out or was throttled, as its caller sees it. */
final class CallFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CallFailedException(String what) {
        super(what, null, false, false);
    }
}
