package dev.tracks.usecase;

/** How messages reach people. */
public interface Channel {
    /** Sends the message; what comes back unthrown was accepted. */
    void send(Letter letter);
}
