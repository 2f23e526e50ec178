package dev.tracks.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.usecase.invite.AnswerInvitation.Reply;
import java.util.Locale;
import java.util.Optional;

/**
 * A click on one of our buttons, from a {@code block_actions} payload (Slack docs, "block_actions payload").
 *
 * @param userId the Slack id of the person who clicked
 * @param token the button's value: the signed join token
 * @param responseUrl the URL that replaces the message, or sends a message only to the person who clicked
 */
record SlackClick(String userId, Reply reply, String token, String responseUrl) {
    /** The field of a queue record that contains a click. */
    static final String CLICK = "click";

    /** The record of the clicks queue. */
    String toJson() {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        record.putObject(CLICK)
                .put("userId", userId)
                .put("reply", reply.name().toLowerCase(Locale.ROOT))
                .put("token", token)
                .put("responseUrl", responseUrl);
        return record.toString();
    }

    /** The click of a queue record; empty if the record is none of the clicks queue. */
    static Optional<SlackClick> fromQueue(JsonNode record) {
        JsonNode click = record.path(CLICK);
        return reply(click.path("reply").asText(""))
                .map(reply -> new SlackClick(
                        click.path("userId").asText(""),
                        reply,
                        click.path("token").asText(""),
                        click.path("responseUrl").asText("")));
    }

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
