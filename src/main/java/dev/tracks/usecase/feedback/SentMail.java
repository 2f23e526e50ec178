package dev.tracks.usecase.feedback;

import java.time.Instant;
import java.util.Optional;

/**
 * A message's delivery record, as far as feedback needs it.
 *
 * @param channelId the channel's id of the latest mail, if it is recorded
 * @param claimedAt when a process claimed the message for sending, on the system clock, if no result is recorded
 * @param failed whether the message is recorded as undeliverable
 */
public record SentMail(Optional<String> channelId, Optional<Instant> claimedAt, boolean failed) {}
