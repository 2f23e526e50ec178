package dev.tracks.local.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.local.support.Json;
import dev.tracks.local.support.Reply;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code chat.postMessage} of Slack's Web API, with Slack's checks (Slack docs, "chat.postMessage"). A user whose id
 * begins with {@code UGONE} is not found.
 */
final class SlackApi {
    static final String BOT_TOKEN = "xoxb-local";
    private static final Pattern CONVERSATION = Pattern.compile("[CDGUW][A-Z0-9]+");
    private static final String NOBODY = "UGONE";
    private static final int TEXT_MAX = 40_000;

    private final SlackMessages messages;
    private final SlackFaults faults;

    SlackApi(SlackMessages messages, SlackFaults faults) {
        this.messages = messages;
        this.faults = faults;
    }

    Reply postMessage(String contentType, String authorization, byte[] body) {
        if (contentType == null || !contentType.matches("(?i)application/json *(; *charset=utf-8)?")) {
            return error("invalid_post_type", 200);
        }
        if (authorization == null || !authorization.startsWith("Bearer ")) {
            return error("not_authed", 200);
        }
        if (!authorization.equals("Bearer " + BOT_TOKEN)) {
            return error("invalid_auth", 200);
        }
        Optional<JsonNode> message = Json.parse(body);
        if (message.isEmpty()) {
            return error("invalid_json", 200);
        }
        return faults.take().orElseGet(() -> post(message.get()));
    }

    private Reply post(JsonNode message) {
        String channel = message.path("channel").asText("");
        String text = message.path("text").asText("");
        if (!message.isObject()) {
            return error("json_not_object", 200);
        }
        if (!CONVERSATION.matcher(channel).matches() || channel.startsWith(NOBODY)) {
            return error("channel_not_found", 200);
        }
        if (text.length() > TEXT_MAX) {
            return error("msg_too_long", 200);
        }
        if (text.isBlank() && !message.has("blocks")) {
            return error("no_text", 200);
        }
        List<String> problems = message.has("blocks") ? SlackBlockRules.problems(message.path("blocks")) : List.of();
        if (!problems.isEmpty()) {
            return error("invalid_blocks", problems);
        }
        ObjectNode sendResult = messages.post((ObjectNode) message);
        ObjectNode answer = Json.object().put("ok", true).put("channel", channel.replaceFirst("[UW]", "D"));
        answer.set("ts", sendResult.path("ts"));
        answer.set("message", sendResult);
        return Reply.json(200, answer);
    }

    static Reply error(String error, int status) {
        return Reply.json(status, Json.object().put("ok", false).put("error", error));
    }

    private static Reply error(String error, List<String> problems) {
        ObjectNode answer = Json.object().put("ok", false).put("error", error);
        problems.forEach(answer.withObject("/response_metadata").withArray("messages")::add);
        return Reply.json(200, answer);
    }
}
