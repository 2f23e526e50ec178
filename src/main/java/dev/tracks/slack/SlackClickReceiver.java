package dev.tracks.slack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.usecase.invite.ClickQueue;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Receives clicks in Slack and enqueues them, without reading the table: Slack waits three seconds for the response,
 * and on Lambda nothing runs after it. {@link SlackClickHandler} handles them.
 */
@Singleton
public final class SlackClickReceiver {
    private final ClickQueue queue;

    public SlackClickReceiver(ClickQueue queue) {
        this.queue = queue;
    }

    /**
     * Enqueues the click. If this throws an exception, the click is not stored: the response must be an error, so that
     * Slack shows a warning and the person clicks again.
     *
     * @param payload the interaction; the caller has verified Slack's signature
     * @return the result, for the log
     */
    public String receive(JsonNode payload) {
        Optional<SlackClick> click = SlackClick.read(payload);
        click.map(SlackClick::toJson).ifPresent(queue::send);
        return click.isPresent() ? "enqueued" : "ignored";
    }
}
