package dev.tracks.local.support;

import java.util.ArrayDeque;
import java.util.Deque;

/** Opened resources, which are closed in reverse order even if some fail to close. */
public final class Resources implements AutoCloseable {
    /** Closes a resource, without checked exceptions. */
    public interface Resource extends AutoCloseable {
        @Override
        void close();
    }

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private volatile boolean closed;

    /** Whether closing has begun; from then on, failures are expected and nothing to report. */
    public boolean isClosed() {
        return closed;
    }

    /** Adds a resource; if this is already closed, closes the resource immediately. */
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
