package dev.tracks.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.lambda.json.InvalidRequestException;
import dev.tracks.lambda.json.Json;
import dev.tracks.lambda.json.mapping.message.SesEventJson;
import dev.tracks.lambda.telemetry.Invocation;
import dev.tracks.lambda.telemetry.LogScope;
import dev.tracks.lambda.telemetry.Metrics;
import dev.tracks.lambda.telemetry.Results;
import dev.tracks.usecase.ConcurrentUpdateException;
import dev.tracks.usecase.feedback.MailFeedback;
import dev.tracks.usecase.feedback.NotRecordedYetException;
import dev.tracks.usecase.feedback.RecordFeedback;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import org.jboss.logging.Logger;

/**
 * The function {@code feedback}: records an event of Amazon SES about a mail, which EventBridge delivers, and answers
 * the result. An event about another program's mail is only logged, because a retry would not change that.
 */
@Named("feedback")
@Singleton
public final class FeedbackHandler implements RequestStreamHandler {
    private static final Logger LOG = Logger.getLogger(FeedbackHandler.class);

    private final RecordFeedback recordFeedback;
    private final Metrics metrics;

    FeedbackHandler(RecordFeedback recordFeedback, Metrics metrics) {
        this.recordFeedback = recordFeedback;
        this.metrics = metrics;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        try (Invocation invocation = Invocation.begin(context);
                Results results = metrics.open();
                LogScope message = LogScope.open()) {
            Json.write(Json.object().put("result", result(Json.read(input), results)), output);
        }
    }

    private String result(JsonNode event, Results results) {
        try {
            return record(SesEventJson.read(event), results).name().toLowerCase(Locale.ROOT);
        } catch (InvalidRequestException e) {
            LOG.warnf("ignored an event that is not about a mail of this program: %s", e.getMessage());
            return "ignored";
        }
    }

    /** Logs failures here, because the runtime's own log line has neither the request id nor the message. */
    private RecordFeedback.Result record(MailFeedback feedback, Results results) {
        LogScope.add("message", feedback.message().id());
        LogScope.add("feedback", feedback.kind().wireName());
        try {
            RecordFeedback.Result result = recordFeedback.record(feedback);
            results.feedback(feedback.message().id(), feedback.kind(), result);
            if (result == RecordFeedback.Result.RECORDED) {
                // The line of DeliverHandler, so that one metric counts both.
                LogScope.add("error", feedback.kind().wireName());
                LOG.warn("undeliverable");
            }
            return result;
        } catch (NotRecordedYetException | ConcurrentUpdateException e) {
            LOG.warnf("Lambda retries the event: %s", e.getMessage());
            throw e;
        } catch (RuntimeException e) {
            LOG.errorf(e, "failed");
            throw e;
        }
    }
}
