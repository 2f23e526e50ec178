package dev.tracks.usecase.message;

/** A channel through which messages reach people. */
public interface Channel {
    /**
     * Sends the message and returns the channel's answer. Throws an exception if it is unknown whether the message
     * was sent.
     */
    SendResult send(OutgoingMessage outgoing);

    /** The channel's name, as in {@code TRACKS_CHANNEL}: a refusal is listed under it. */
    String name();
}
