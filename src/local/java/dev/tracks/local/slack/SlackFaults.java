package dev.tracks.local.slack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.local.support.Reply;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The faults with which the emulator answers the next calls, or all of them until told otherwise. */
final class SlackFaults {
    static final int DEFAULT_RETRY_AFTER = 1;

    private final Deque<Reply> next = new ArrayDeque<>();
    private Optional<Reply> outage = Optional.empty();

    /**
     * Queues faults: {@code {"rateLimited":2,"retryAfter":1}} for two responses of 429 with that many seconds, or
     * {@code {"errors":["internal_error"]}} for one response each. An outage lasts until it is ended: {@code
     * {"outage":"token_revoked"}}, {@code {"outage":null}}.
     */
    synchronized void plan(JsonNode wanted) {
        int seconds = wanted.path("retryAfter").asInt(DEFAULT_RETRY_AFTER);
        for (int i = 0; i < wanted.path("rateLimited").asInt(0); i++) {
            next.add(SlackApi.error("ratelimited", 429).with("retry-after", String.valueOf(seconds)));
        }
        wanted.path("errors").forEach(error -> next.add(SlackApi.error(error.asText(), 200)));
        if (wanted.has("outage")) {
            outage = Optional.ofNullable(wanted.path("outage").textValue()).map(error -> SlackApi.error(error, 200));
        }
    }

    synchronized Optional<Reply> take() {
        return Optional.ofNullable(next.poll()).or(() -> outage);
    }
}
