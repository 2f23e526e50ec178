package dev.tracks.usecase.outbox;

/**
 * A record of the messages queue as it was received.
 *
 * @param handle the receipt handle of this receive
 * @param receives how often the record was received, including this time; after too many receives the queue moves it
 *     to the dead-letter queue
 */
public record ReceivedRecord(String handle, int receives) {}
