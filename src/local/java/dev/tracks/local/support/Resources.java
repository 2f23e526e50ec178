package dev.tracks.local.support;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was opened, to be closed in the opposite order, whatever fails on the way. */
public final class Resources implements AutoCloseable {
    /** Closes something, without checked exceptions. */
    public interface Resource extends AutoCloseable {
        @Override
        void close();
    }

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private boolean closed;

    /** Keeps it until the close; closes it at once if that has been. */
    public synchronized <T extends AutoCloseable> T add(T resource) {
        open.push(resource);
        if (closed) {
            close();
        }
        return resource;
    }

    public void onClose(Resource resource) {
        add(resource);
    }

    @Override
    public synchronized void close() {
        closed = true;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                System.err.println("Local cloud: while closing: " + e);
            }
        }
    }
}
