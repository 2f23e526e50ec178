package dev.tracks.local.slack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.local.support.Reply;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The faults with which the emulator answers the next calls, or all of them until told otherwise. */
final class SlackFaults {
    static final int DEFAULT_RETRY_AFTER = 1;

    static final String EXPECTED = "method, rateLimited (a number), retryAfter (seconds), errors (an array of error"
            + " codes) and outage (an error code or null)";

    private static final String DEFAULT_METHOD = "chat.postMessage";

    private final Map<String, Deque<Reply>> next = new HashMap<>();
    private Optional<Reply> outage = Optional.empty();

    /** Whether {@link #plan} understands all of it. */
    static boolean isPlan(JsonNode wanted) {
        Iterable<Map.Entry<String, JsonNode>> fields = wanted::fields;
        return wanted.isObject()
                && StreamSupport.stream(fields.spliterator(), false)
                        .allMatch(field -> isPlanned(field.getKey(), field.getValue()));
    }

    private static boolean isPlanned(String name, JsonNode value) {
        return switch (name) {
            case "method" -> value.isTextual();
            case "rateLimited", "retryAfter" -> value.isInt() && value.intValue() >= 0;
            case "errors" -> value.isArray();
            case "outage" -> value.isTextual() || value.isNull();
            default -> false;
        };
    }

    /**
     * Queues faults: {@code {"rateLimited":2,"retryAfter":1}} for two responses of 429 with that many seconds, or
     * {@code {"errors":["internal_error"]}} for one response each. They are for calls of {@code chat.postMessage}, unless
     * {@code method} names another method. An outage is of all methods and lasts until it is ended: {@code
     * {"outage":"token_revoked"}}, {@code {"outage":null}}.
     */
    synchronized void plan(JsonNode wanted) {
        Deque<Reply> planned =
                next.computeIfAbsent(wanted.path("method").asText(DEFAULT_METHOD), method -> new ArrayDeque<>());
        int seconds = wanted.path("retryAfter").asInt(DEFAULT_RETRY_AFTER);
        for (int i = 0; i < wanted.path("rateLimited").asInt(0); i++) {
            planned.add(SlackApi.error("ratelimited", 429).with("retry-after", String.valueOf(seconds)));
        }
        wanted.path("errors").forEach(error -> planned.add(SlackApi.error(error.asText(), 200)));
        if (wanted.has("outage")) {
            outage = Optional.ofNullable(wanted.path("outage").textValue()).map(error -> SlackApi.error(error, 200));
        }
    }

    synchronized Optional<Reply> take(String method) {
        return Optional.ofNullable(next.get(method)).map(Deque::poll).or(() -> outage);
    }
}
