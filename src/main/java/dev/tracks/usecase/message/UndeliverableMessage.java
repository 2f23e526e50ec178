package dev.tracks.usecase.message;

import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.Source;
import java.time.Instant;
import java.util.Optional;

/**
 * A message that its channel refused permanently, or about which it reported a failure later.
 *
 * @param source the cause of the record that contains the message
 * @param at when it was refused, or when the failure was reported
 * @param error the error code, such as {@code channel_not_found} or {@code bounced}
 * @param detail the reason in the channel's words, if it was reported
 */
public record UndeliverableMessage(
        MessageRef message, Source source, Instant at, String error, Optional<String> detail) {}
