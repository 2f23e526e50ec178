package dev.tracks.channel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.usecase.message.MessageEditor;
import java.util.Optional;

/**
 * Identifies a message in Slack: {@code D0123/1503435956.000247}. A message can be changed only by the id of its direct
 * message conversation, which differs from the id of the user to whom it was posted.
 *
 * @param conversation the conversation, as {@code chat.postMessage} answers it in {@code channel}
 * @param ts the message's time stamp, its id within the conversation
 */
record SlackMessageId(String conversation, String ts) {
    /** The message that {@code chat.postMessage} has posted; empty if Slack does not name it. */
    static Optional<SlackMessageId> of(JsonNode answer) {
        String conversation = answer.path("channel").asText("");
        String ts = answer.path("ts").asText("");
        return conversation.isEmpty() || ts.isEmpty()
                ? Optional.empty()
                : Optional.of(new SlackMessageId(conversation, ts));
    }

    static SlackMessageId parse(String text) {
        int separator = text.indexOf(MessageEditor.SEPARATOR);
        return new SlackMessageId(text.substring(0, separator), text.substring(separator + 1));
    }

    String text() {
        return conversation + MessageEditor.SEPARATOR + ts;
    }
}
