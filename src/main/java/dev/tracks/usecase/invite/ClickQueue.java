package dev.tracks.usecase.invite;

/** Keeps clicks until they are handled, because the channel waits only seconds for the response to a click. */
public interface ClickQueue {
    /**
     * Stores a click. If it returns without an exception, the click is handled at least once. It takes two seconds at
     * most, also if it fails.
     *
     * @param click the click as JSON
     */
    void send(String click);
}
