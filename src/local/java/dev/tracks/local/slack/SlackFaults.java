package dev.tracks.local.slack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.local.support.Reply;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The faults with which the emulator answers the next calls. */
final class SlackFaults {
    static final int DEFAULT_RETRY_AFTER = 1;

    private final Deque<Reply> next = new ArrayDeque<>();

    /**
     * Queues faults: {@code {"rateLimited":2,"retryAfter":1}} for two responses of 429 with that many seconds, or
     * {@code {"errors":["internal_error"]}} for one response each.
     */
    synchronized void plan(JsonNode wanted) {
        int seconds = wanted.path("retryAfter").asInt(DEFAULT_RETRY_AFTER);
        for (int i = 0; i < wanted.path("rateLimited").asInt(0); i++) {
            next.add(SlackApi.error("ratelimited", 429).with("retry-after", String.valueOf(seconds)));
        }
        wanted.path("errors").forEach(error -> next.add(SlackApi.error(error.asText(), 200)));
    }

    synchronized Optional<Reply> take() {
        return Optional.ofNullable(next.poll());
    }
}
