package dev.tracks.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.lambda.json.Json;
import dev.tracks.lambda.json.mapping.message.MessageRefJson;
import dev.tracks.lambda.telemetry.Invocation;
import dev.tracks.lambda.telemetry.LogScope;
import dev.tracks.lambda.telemetry.Metrics;
import dev.tracks.lambda.telemetry.Results;
import dev.tracks.slack.SlackClickHandler;
import dev.tracks.usecase.invite.ReplaceClosedInvitation;
import dev.tracks.usecase.invite.ReplaceClosedInvitation.Closing;
import dev.tracks.usecase.message.DeliverMessage;
import dev.tracks.usecase.message.DeliverMessage.BeingSentException;
import dev.tracks.usecase.outbox.ReceivedRecord;
import jakarta.inject.Named;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import org.jboss.logging.Logger;

/**
 * The function {@code deliver}: processes the messages queue, whose records each name one message or a closed invitation,
 * and the clicks queue, whose records are clicks in Slack.
 */
@Named("deliver")
@Singleton
public final class DeliverHandler implements RequestStreamHandler {
    private static final Logger LOG = Logger.getLogger(DeliverHandler.class);

    /** The field of a record that names a closed invitation. */
    private static final String CLOSED = "closed";

    private final DeliverMessage deliverMessage;
    private final Provider<SlackClickHandler> clicks;
    private final Provider<ReplaceClosedInvitation> closed;
    private final Metrics metrics;
    private final Batch batch = new Batch("/messageId");

    /**
     * @param clicks created with the first click, because deliveries do not need it
     * @param closed created with the first invitation that was closed, for the same reason
     */
    DeliverHandler(
            DeliverMessage deliverMessage,
            Provider<SlackClickHandler> clicks,
            Provider<ReplaceClosedInvitation> closed,
            Metrics metrics) {
        this.deliverMessage = deliverMessage;
        this.clicks = clicks;
        this.closed = closed;
        this.metrics = metrics;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        try (Invocation invocation = Invocation.begin(context);
                Results results = metrics.open()) {
            Json.write(batch.processOrRetry(Json.read(input), record -> process(record, results)), output);
        }
    }

    /** Whether the record is done; if not, the queue redelivers it. */
    private boolean process(JsonNode record, Results results) {
        JsonNode body = Json.read(record.path("body").asText(""));
        if (SlackClickHandler.isClick(body)) {
            return answer(body, results);
        }
        return body.has(CLOSED)
                ? replace(MessageRefJson.read(body.path(CLOSED)), record, results)
                : deliver(MessageRefJson.read(body), record, results);
    }

    private boolean replace(MessageRef invitation, JsonNode record, Results results) {
        LogScope.add("message", invitation.id());
        Closing closing = closed.get().replace(invitation, received(record));
        results.uncounted("closed invitation", closing.name().toLowerCase(Locale.ROOT), invitation.id());
        return closing != Closing.RETRY;
    }

    private boolean answer(JsonNode click, Results results) {
        results.uncounted("slack", clicks.get().handle(click), "");
        return true;
    }

    private boolean deliver(MessageRef ref, JsonNode record, Results results) {
        LogScope.add("message", ref.id());
        try {
            return report(ref, deliverMessage.deliver(ref, received(record)), results);
        } catch (BeingSentException e) {
            // Usual after a double delivery, so not a failure; the queue redelivers the record in case that process
            // dies.
            results.uncounted("delivery", "being_sent", ref.id());
            return false;
        }
    }

    /** Whether the record is done. */
    private static boolean report(MessageRef ref, DeliverMessage.Result result, Results results) {
        results.delivery(ref.id(), result.delivery());
        result.error().ifPresent(error -> LogScope.add("error", error));
        switch (result.delivery()) {
            case REFUSED -> LOG.warn("undeliverable");
            case CHANNEL_DOWN -> LOG.warn("channel down");
            default -> {}
        }
        return !result.waitsInQueue();
    }

    private static ReceivedRecord received(JsonNode record) {
        int receives = record.at("/attributes/ApproximateReceiveCount").asInt(1);
        return new ReceivedRecord(record.path("receiptHandle").asText(""), receives);
    }
}
