package dev.tracks.usecase.message;

import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.Source;
import java.time.Instant;

/**
 * A message that its channel refused permanently.
 *
 * @param source the cause of the record that contains the message
 * @param at when it was refused
 * @param error the channel's error code, such as {@code channel_not_found}
 */
public record UndeliverableMessage(MessageRef message, Source source, Instant at, String error) {}
