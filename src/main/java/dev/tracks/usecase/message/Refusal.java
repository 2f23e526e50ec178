package dev.tracks.usecase.message;

import java.time.Instant;
import java.util.Optional;

/**
 * Why a message cannot be delivered.
 *
 * @param at when it was refused, or when its channel reported the failure
 * @param channel the name of the channel that refused it, see {@link Channel#name}
 * @param error the channel's error code, such as {@code channel_not_found} or {@code bounced}, or
 *     {@code participant_deactivated}
 * @param detail the reason in the channel's words, if it gives one. It may contain an address, so it is shown, but
 *     never logged.
 */
public record Refusal(Instant at, String channel, String error, Optional<String> detail) {
    /** A refusal without an explanation. */
    public Refusal(Instant at, String channel, String error) {
        this(at, channel, error, Optional.empty());
    }
}
