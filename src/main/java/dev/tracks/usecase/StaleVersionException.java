package dev.tracks.usecase;

/** The caller's {@code If-Match} does not match the current version. */
public final class StaleVersionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private StaleVersionException(String message) {
        super(message);
    }

    static StaleVersionException of(Stored<?> current) {
        return new StaleVersionException("version " + current.version() + " was written by " + current.updatedBy()
                + " at " + current.updatedAt());
    }

    static StaleVersionException absent() {
        return new StaleVersionException("the resource does not exist");
    }
}
