package dev.tracks.usecase.message;

import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.Source;
import java.time.Instant;

/**
 * A message that its channel refused for good.
 *
 * @param source what the message's record came of
 * @param at when it was refused
 * @param error the channel's own word, such as {@code channel_not_found}
 */
public record UndeliverableMessage(MessageRef message, Source source, Instant at, String error) {}
