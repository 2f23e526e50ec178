package dev.tracks.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tracks.domain.decision.Outcome;
import dev.tracks.lambda.json.InvalidRequestException;
import dev.tracks.lambda.json.Json;
import dev.tracks.lambda.json.mapping.OutcomeJson;
import dev.tracks.lambda.telemetry.Invocation;
import dev.tracks.lambda.telemetry.LogScope;
import dev.tracks.lambda.telemetry.Metrics;
import dev.tracks.lambda.telemetry.Results;
import dev.tracks.usecase.enroll.RunStep;
import dev.tracks.usecase.outbox.Queues;
import dev.tracks.usecase.people.FindPerson;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jboss.logging.Logger;

/**
 * The function {@code step}: runs one step-reached event and answers its outcome. A malformed event is a function
 * error. An event that names an unknown alias is also enqueued, so that it is not lost.
 */
@Named("step")
@Singleton
public final class StepHandler implements RequestStreamHandler {
    private static final Logger LOG = Logger.getLogger(StepHandler.class);

    private final StepReachedProcessor processor;
    private final Queues queues;
    private final Metrics metrics;

    StepHandler(FindPerson findPerson, RunStep runStep, Queues queues, Metrics metrics) {
        this.processor = new StepReachedProcessor(findPerson, runStep);
        this.metrics = metrics;
        this.queues = queues;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        try (Invocation invocation = Invocation.begin(context);
                Results results = metrics.open();
                LogScope cause = LogScope.open()) {
            Json.write(OutcomeJson.write(run(input, results)), output);
        }
    }

    /** Logs failures here, because the runtime's own log line has neither the request id nor the cause. */
    private Outcome run(InputStream input, Results results) throws IOException {
        try {
            StepReachedProcessor.Result result = processor.process(Json.read(input), results);
            // An asynchronous invocation's outcome is read by nobody, so the queue keeps the event.
            result.unresolved().ifPresent(queues::sendUnresolved);
            return result.outcome();
        } catch (InvalidRequestException e) {
            LOG.warnf("malformed event: %s", e.getMessage());
            throw e;
        } catch (RuntimeException e) {
            LOG.errorf("failed: %s", e);
            throw e;
        }
    }
}
