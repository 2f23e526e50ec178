package dev.tracks.usecase.message;

import java.time.Duration;
import java.util.Optional;

/**
 * A channel's answer to a message. If the channel throws an exception instead, it is unknown whether the message was
 * sent.
 */
public sealed interface SendResult {
    /**
     * The channel accepted the message.
     *
     * @param id the channel's id of the message, if it returns one (Slack: {@code ts}; SES: {@code MessageId})
     */
    record Accepted(Optional<String> id) implements SendResult {}

    /** The message was not sent. The channel asks to wait this long before the next attempt. */
    record RetryLater(Duration after) implements SendResult {}

    /**
     * The message was not sent, and never will be.
     *
     * @param error the channel's error code, such as {@code channel_not_found}. It is logged and shown, so it must
     *     not contain a text, a name or an address.
     */
    record Refused(String error) implements SendResult {}
}
