package dev.tracks.usecase.message;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * A channel's answer to a message. If the channel throws an exception instead, it is unknown whether the message was
 * sent.
 */
public sealed interface SendResult {
    /** Applies the function for this kind of result. A new kind adds a parameter, so each caller must handle it. */
    <T> T fold(
            Function<? super Accepted, ? extends T> accepted,
            Function<? super RetryLater, ? extends T> retryLater,
            Function<? super Refused, ? extends T> refused,
            Function<? super ChannelDown, ? extends T> channelDown);

    /**
     * The channel accepted the message.
     *
     * @param id the channel's id of the message, if it returns one (Slack: {@code ts}; SES: {@code MessageId})
     */
    record Accepted(Optional<String> id) implements SendResult {
        @Override
        public <T> T fold(
                Function<? super Accepted, ? extends T> accepted,
                Function<? super RetryLater, ? extends T> retryLater,
                Function<? super Refused, ? extends T> refused,
                Function<? super ChannelDown, ? extends T> channelDown) {
            return accepted.apply(this);
        }
    }

    /** The message was not sent. The channel asks to wait this long before the next attempt. */
    record RetryLater(Duration after) implements SendResult {
        @Override
        public <T> T fold(
                Function<? super Accepted, ? extends T> accepted,
                Function<? super RetryLater, ? extends T> retryLater,
                Function<? super Refused, ? extends T> refused,
                Function<? super ChannelDown, ? extends T> channelDown) {
            return retryLater.apply(this);
        }
    }

    /**
     * The message was not sent, and never will be, for a reason that is about the message or its recipient.
     *
     * @param error the channel's error code, such as {@code channel_not_found}. It is logged and shown, so it must
     *     not contain a text, a name or an address.
     */
    record Refused(String error) implements SendResult {
        @Override
        public <T> T fold(
                Function<? super Accepted, ? extends T> accepted,
                Function<? super RetryLater, ? extends T> retryLater,
                Function<? super Refused, ? extends T> refused,
                Function<? super ChannelDown, ? extends T> channelDown) {
            return refused.apply(this);
        }
    }

    /**
     * The message was not sent, and no other one would be, for a reason that is about the app or the account. Messages
     * wait until somebody has fixed that.
     *
     * @param error the channel's error code, such as {@code token_revoked}
     */
    record ChannelDown(String error) implements SendResult {
        @Override
        public <T> T fold(
                Function<? super Accepted, ? extends T> accepted,
                Function<? super RetryLater, ? extends T> retryLater,
                Function<? super Refused, ? extends T> refused,
                Function<? super ChannelDown, ? extends T> channelDown) {
            return channelDown.apply(this);
        }
    }
}
