package dev.tracks.usecase;

/** The person's data were erased; nothing is written about them any more. Whoever comes back gets another id. */
public final class ErasedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ErasedException(String participantId) {
        super("the data of " + participantId + " were erased; another person needs another id");
    }
}
