package dev.tracks.usecase;

/** A resource that the caller named does not exist. */
public final class NotFoundException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String what;

    /** @param what the kind of resource, such as {@code track} */
    public NotFoundException(String what, String id) {
        super("there is no " + what + " " + id);
        this.what = what;
    }

    /** The kind of resource, such as {@code track}. */
    public String what() {
        return what;
    }
}
