package dev.tracks.usecase;

/**
 * Every attempt failed because of a concurrent update. Nothing was written. The caller, usually a queue, should try
 * again later.
 */
public final class ConcurrentUpdateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConcurrentUpdateException(String what) {
        super(what + ": concurrent updates in every attempt; try again");
    }
}
