package dev.tracks.usecase.message;

/** How messages reach people. */
public interface Channel {
    /** Sends the message, and tells what the channel says of it; an exception if nobody knows whether it was sent. */
    SendResult send(OutgoingMessage outgoing);
}
