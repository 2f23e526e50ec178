package dev.tracks.usecase.feedback;

import java.util.Optional;

/**
 * A message's delivery record, as far as feedback needs it.
 *
 * @param channelId the channel's id of the latest mail, if it is recorded
 * @param sending whether a process has claimed the message and has not recorded a result
 * @param failed whether the message is recorded as undeliverable
 */
public record SentMail(Optional<String> channelId, boolean sending, boolean failed) {}
