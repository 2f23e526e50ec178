package dev.tracks.usecase.message;

import java.time.Duration;
import java.util.Optional;

/** What a channel says of a letter that it was given. If it says nothing (an exception), nobody knows. */
public sealed interface SendResult {
    /**
     * It was accepted.
     *
     * @param id what the channel calls the message, if it says so (Slack: {@code ts}; SES: {@code MessageId})
     */
    record Accepted(Optional<String> id) implements SendResult {}

    /** It was not sent; the channel asks to wait that long before the next attempt. */
    record RetryLater(Duration after) implements SendResult {}

    /**
     * It was not sent and never will be.
     *
     * @param error the channel's own word, such as {@code channel_not_found}: it is logged and shown, so never a text, a name
     *     or an address
     */
    record Refused(String error) implements SendResult {}
}
