package dev.tracks.local.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.local.support.Json;
import dev.tracks.local.support.Reply;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The methods of Slack's Web API that the program calls, with Slack's checks (Slack docs, "Web API methods"). A user
 * whose id begins with {@code UGONE} is not found. Everybody with an e-mail address is a user, with the id {@code U0} and
 * the part before the {@code @} in upper case, unless the address begins with {@code gone}.
 */
final class SlackApi {
    static final String BOT_TOKEN = "xoxb-local";
    private static final Set<String> METHODS =
            Set.of("chat.postMessage", "chat.update", "auth.test", "users.lookupByEmail");

    private static final Pattern CONVERSATION = Pattern.compile("[CDGUW][A-Z0-9]+");
    private static final String NOBODY = "UGONE";
    private static final int TEXT_MAX = 40_000;

    private final SlackMessages messages;
    private final SlackFaults faults;

    SlackApi(SlackMessages messages, SlackFaults faults) {
        this.messages = messages;
        this.faults = faults;
    }

    /** Answers a call of the method, such as {@code chat.postMessage}. */
    Reply call(String method, String contentType, String authorization, byte[] body) {
        if (!METHODS.contains(method)) {
            return error("unknown_method", 200);
        }
        SlackArguments arguments;
        try {
            arguments = SlackArguments.read(contentType, authorization, body);
        } catch (SlackArguments.RefusedException e) {
            return error(e.getMessage(), 200);
        }
        if (arguments.token().isEmpty()) {
            return error("not_authed", 200);
        }
        if (!arguments.token().get().equals(BOT_TOKEN)) {
            return error("invalid_auth", 200);
        }
        return faults.take(method).orElseGet(() -> answer(method, arguments.values()));
    }

    private Reply answer(String method, ObjectNode arguments) {
        return switch (method) {
            case "chat.postMessage" -> post(arguments);
            case "chat.update" -> update(arguments);
            case "auth.test" -> identity();
            case "users.lookupByEmail" -> user(arguments);
            default -> throw new IllegalArgumentException(method);
        };
    }

    private Reply post(ObjectNode message) {
        String channel = message.path("channel").asText("");
        if (!CONVERSATION.matcher(channel).matches() || channel.startsWith(NOBODY)) {
            return error("channel_not_found", 200);
        }
        Optional<Reply> problem = problem(message);
        if (problem.isPresent()) {
            return problem.get();
        }
        ObjectNode sent = messages.post(message);
        ObjectNode answer = Json.object().put("ok", true).put("channel", SlackMessages.conversation(sent));
        answer.set("ts", sent.path("ts"));
        answer.set("message", sent);
        return Reply.json(200, answer);
    }

    /** Only the id of the conversation is accepted, not that of the user (Slack docs, "chat.update"). */
    private Reply update(ObjectNode message) {
        String channel = message.path("channel").asText("");
        String ts = message.path("ts").asText("");
        if (!channel.matches("[CDG][A-Z0-9]+")) {
            return error("channel_not_found", 200);
        }
        if (messages.message(ts)
                .filter(sent -> SlackMessages.conversation(sent).equals(channel))
                .isEmpty()) {
            return error("message_not_found", 200);
        }
        return problem(message).orElseGet(() -> {
            ObjectNode answer =
                    Json.object().put("ok", true).put("channel", channel).put("ts", ts);
            answer.set("text", message.path("text"));
            answer.set("message", messages.update(ts, message));
            return Reply.json(200, answer);
        });
    }

    private static Optional<Reply> problem(JsonNode message) {
        String text = message.path("text").asText("");
        if (text.length() > TEXT_MAX) {
            return Optional.of(error("msg_too_long", 200));
        }
        if (text.isBlank() && !message.has("blocks")) {
            return Optional.of(error("no_text", 200));
        }
        List<String> problems = message.has("blocks") ? SlackBlockRules.problems(message.path("blocks")) : List.of();
        return problems.isEmpty() ? Optional.empty() : Optional.of(error("invalid_blocks", problems));
    }

    private static Reply identity() {
        return Reply.json(
                200,
                Json.object()
                        .put("ok", true)
                        .put("url", "https://local.slack.com/")
                        .put("team", "Local")
                        .put("user", "tracks")
                        .put("team_id", "T0LOCAL")
                        .put("user_id", "U0TRACKS")
                        .put("bot_id", "B0TRACKS")
                        .put("is_enterprise_install", false));
    }

    private static Reply user(ObjectNode arguments) {
        String email = arguments.path("email").asText("");
        int at = email.indexOf('@');
        if (at < 1) {
            return error("invalid_arguments", 200);
        }
        if (email.startsWith("gone")) {
            return error("users_not_found", 200);
        }
        String name = email.substring(0, at);
        ObjectNode answer = Json.object().put("ok", true);
        ObjectNode user = answer.putObject("user")
                .put("id", "U0" + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", ""))
                .put("team_id", "T0LOCAL")
                .put("name", name)
                .put("deleted", false)
                .put("is_bot", false);
        user.putObject("profile").put("email", email);
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
