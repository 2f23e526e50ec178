package dev.tracks.usecase.message;

import java.util.Optional;

/** A channel through which messages reach people. */
public interface Channel {
    /**
     * The error if the channel has no address for the person, or one that takes no messages, such as {@code no_email}. It
     * is found without asking the channel, so it is found during an outage too.
     */
    default Optional<String> addressError(OutgoingMessage outgoing) {
        return Optional.empty();
    }

    /**
     * Sends the message, for which {@link #addressError} is empty, and returns the channel's answer. Throws an
     * exception if it is unknown whether the message was sent.
     */
    SendResult send(OutgoingMessage outgoing);

    /** The channel's name, as in {@code TRACKS_CHANNEL}: a refusal is listed under it. */
    String name();
}
