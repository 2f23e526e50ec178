package dev.tracks.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.lambda.json.Json;
import dev.tracks.lambda.telemetry.Invocation;
import dev.tracks.lambda.telemetry.Metrics;
import dev.tracks.lambda.telemetry.Results;
import dev.tracks.usecase.enroll.RunStep;
import dev.tracks.usecase.people.FindPerson;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The function {@code batch}: processes the reached queue; each record is a step-reached event. The queue redelivers an
 * event that names an unknown alias, and its dead-letter queue keeps the event.
 */
@Named("batch")
@Singleton
public final class BatchHandler implements RequestStreamHandler {
    private final StepReachedProcessor processor;
    private final Metrics metrics;
    private final Batch batch = new Batch("/messageId");

    BatchHandler(FindPerson findPerson, RunStep runStep, Metrics metrics) {
        this.processor = new StepReachedProcessor(findPerson, runStep);
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
        return processor
                .process(Json.read(record.path("body").asText("")), results)
                .unresolved()
                .isEmpty();
    }
}
