package dev.tracks.slack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.usecase.invite.AnswerInvitation.Reply;
import java.util.Optional;

/**
 * A click on one of our buttons, from a {@code block_actions} payload (Slack docs, "block_actions payload").
 *
 * @param userId the Slack id of the person who clicked
 * @param token the button's value: the signed join token
 * @param responseUrl the URL that replaces the message, or sends a message only to the person who clicked
 */
record SlackClick(String userId, Reply reply, String token, String responseUrl) {
    /** Empty for any other interaction, such as a click on a button that is a link. */
    static Optional<SlackClick> read(JsonNode payload) {
        if (!"block_actions".equals(payload.path("type").textValue())) {
            return Optional.empty();
        }
        for (JsonNode action : payload.path("actions")) {
            Optional<Reply> reply = reply(action.path("action_id").asText(""));
            if (reply.isPresent()) {
                return Optional.of(new SlackClick(
                        payload.at("/user/id").asText(""),
                        reply.get(),
                        action.path("value").asText(""),
                        payload.path("response_url").asText("")));
            }
        }
        return Optional.empty();
    }

    private static Optional<Reply> reply(String actionId) {
        return switch (actionId) {
            case SlackBlocks.JOIN -> Optional.of(Reply.JOIN);
            case SlackBlocks.DECLINE -> Optional.of(Reply.DECLINE);
            default -> Optional.empty();
        };
    }
}
