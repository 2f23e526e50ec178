package dev.tracks.usecase.message;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** What a channel says of a letter that it was given. If it says nothing (an exception), nobody knows. */
public sealed interface SendResult {
    /** Applies the function for this kind of result. A new kind adds a parameter, so each caller must handle it. */
    <T> T fold(
            Function<? super Accepted, ? extends T> accepted,
            Function<? super RetryLater, ? extends T> retryLater,
            Function<? super Refused, ? extends T> refused);

    /**
     * It was accepted.
     *
     * @param id what the channel calls the message, if it says so (Slack: {@code ts}; SES: {@code MessageId})
     */
    record Accepted(Optional<String> id) implements SendResult {
        @Override
        public <T> T fold(
                Function<? super Accepted, ? extends T> accepted,
                Function<? super RetryLater, ? extends T> retryLater,
                Function<? super Refused, ? extends T> refused) {
            return accepted.apply(this);
        }
    }

    /** It was not sent; the channel asks to wait that long before the next attempt. */
    record RetryLater(Duration after) implements SendResult {
        @Override
        public <T> T fold(
                Function<? super Accepted, ? extends T> accepted,
                Function<? super RetryLater, ? extends T> retryLater,
                Function<? super Refused, ? extends T> refused) {
            return retryLater.apply(this);
        }
    }

    /**
     * It was not sent and never will be.
     *
     * @param error the channel's own word, such as {@code channel_not_found}: it is logged and shown, so never a text, a name
     *     or an address
     */
    record Refused(String error) implements SendResult {
        @Override
        public <T> T fold(
                Function<? super Accepted, ? extends T> accepted,
                Function<? super RetryLater, ? extends T> retryLater,
                Function<? super Refused, ? extends T> refused) {
            return refused.apply(this);
        }
    }
}
