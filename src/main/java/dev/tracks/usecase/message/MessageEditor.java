package dev.tracks.usecase.message;

import java.time.Duration;
import java.util.Optional;

/** Replaces messages that were sent, in channels that allow it. */
public interface MessageEditor {
    /** Separates the conversation from the message in an id of a message that can be replaced. */
    char SEPARATOR = '/';

    /** Whether the channel's id of a message names a message that can be replaced. */
    static boolean canReplace(String channelId) {
        return channelId.indexOf(SEPARATOR) > 0;
    }

    /**
     * Replaces the message by its text and an outcome, without buttons. A repeat has no second effect.
     *
     * @param channelId the channel's id of the message
     * @return after which time to try again, if the channel asks for it or does not answer; empty if the message was
     *     replaced or cannot be replaced
     */
    Optional<Duration> replace(String channelId, String text, String outcome);
}
