package dev.tracks.usecase.configure;

/** The step's destination does not exist, is the step's own track, or is not active. */
public final class UnusableDestinationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableDestinationException(String message) {
        super(message);
    }
}
