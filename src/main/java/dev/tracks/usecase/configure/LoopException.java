package dev.tracks.usecase.configure;

import java.util.List;

/** The step would close a loop of enrollments. */
public final class LoopException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> path;

    public LoopException(List<String> path) {
        super("would close a loop: " + String.join(" → ", path));
        this.path = List.copyOf(path);
    }

    /** The loop as track ids. The last one is the first one again. */
    public List<String> path() {
        return path;
    }
}
