package dev.tracks.usecase.configure;

/** The step's destination is missing, the step's own track, or not active. */
public final class UnusableDestinationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableDestinationException(String message) {
        super(message);
    }
}
