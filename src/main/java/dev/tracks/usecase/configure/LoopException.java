package dev.tracks.usecase.configure;

import java.util.List;

/** Saving the step would let a chain of enrollments run in a circle. */
public final class LoopException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> path;

    public LoopException(List<String> path) {
        super("people would go in a circle: " + String.join(" → ", path));
        this.path = List.copyOf(path);
    }

    /** The circle: track ids, the first one again at the end. */
    public List<String> path() {
        return path;
    }
}
