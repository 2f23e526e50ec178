package dev.tracks.usecase.outbox;

/**
 * A record of the messages queue, as whoever works on it has received it.
 *
 * @param handle names this one receive
 * @param receives how often the record was received, this time included; the queue gives up one that was received too often
 */
public record ReceivedRecord(String handle, int receives) {}
