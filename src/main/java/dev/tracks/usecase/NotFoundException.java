package dev.tracks.usecase;

/** What the caller named does not exist. */
public final class NotFoundException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotFoundException(String what, String id) {
        super("there is no " + what + " " + id);
    }
}
