package dev.tracks.usecase;

/**
 * The person's data have been erased. Nothing is written about the person any more, and the id cannot be used again.
 */
public final class ErasedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ErasedException(String participantId) {
        super("the data of " + participantId + " have been erased; the id cannot be used again");
    }
}
