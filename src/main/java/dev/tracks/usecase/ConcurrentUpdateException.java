package dev.tracks.usecase;

/** Others were faster in every round: nothing is written, and the caller (a queue, mostly) should try again later. */
public final class ConcurrentUpdateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConcurrentUpdateException(String what) {
        super(what + ": others kept writing at the same place; try again");
    }
}
