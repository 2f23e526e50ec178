package dev.tracks.local.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.local.support.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * The arguments of a call of Slack's Web API, which accepts JSON and forms (Slack docs, "Web API", Post bodies). In a
 * form, blocks and metadata are JSON in a string, and the token may be a field.
 *
 * @param values the arguments without the token, as in a JSON body
 */
record SlackArguments(Optional<String> token, ObjectNode values) {
    private static final Set<String> STRUCTURED = Set.of("blocks", "metadata", "attachments");
    private static final Set<String> FLAGS = Set.of("mrkdwn", "unfurl_links", "unfurl_media");
    private static final String BEARER = "Bearer ";

    /** Why Slack does not read the call: the error of its answer. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedException(String error) {
            super(error);
        }
    }

    /** @throws RefusedException with Slack's error */
    static SlackArguments read(String contentType, String authorization, byte[] body) throws RefusedException {
        Optional<String> header = Optional.ofNullable(authorization)
                .filter(value -> value.startsWith(BEARER))
                .map(value -> value.substring(BEARER.length()));
        String type = contentType == null ? "" : contentType;
        if (type.matches("(?i)application/json *(; *charset=utf-8)?")) {
            return new SlackArguments(header, json(body));
        }
        if (type.matches("(?i)application/x-www-form-urlencoded *(;.*)?")) {
            ObjectNode values = form(body);
            Optional<String> field = Optional.ofNullable(values.remove("token")).map(JsonNode::asText);
            return new SlackArguments(header.or(() -> field), values);
        }
        throw new RefusedException(type.isEmpty() ? "missing_post_type" : "invalid_post_type");
    }

    private static ObjectNode json(byte[] body) throws RefusedException {
        JsonNode values = Json.parse(body).orElseThrow(() -> new RefusedException("invalid_json"));
        if (values instanceof ObjectNode object) {
            return object;
        }
        throw new RefusedException("json_not_object");
    }

    private static ObjectNode form(byte[] body) throws RefusedException {
        ObjectNode values = Json.object();
        for (String pair : new String(body, StandardCharsets.UTF_8).split("&")) {
            String[] parts = pair.split("=", 2);
            if (!parts[0].isEmpty()) {
                add(values, decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
            }
        }
        return values;
    }

    private static String decoded(String text) throws RefusedException {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new RefusedException("invalid_form_data");
        }
    }

    private static void add(ObjectNode values, String name, String value) throws RefusedException {
        if (STRUCTURED.contains(name)) {
            String error = "invalid_" + name + "_format";
            values.set(
                    name,
                    Json.parse(value.getBytes(StandardCharsets.UTF_8)).orElseThrow(() -> new RefusedException(error)));
        } else if (FLAGS.contains(name)) {
            values.put(name, value.equals("true") || value.equals("1"));
        } else {
            values.put(name, value);
        }
    }
}
