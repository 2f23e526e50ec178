package dev.tracks.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tracks.lambda.json.Json;
import dev.tracks.lambda.telemetry.Invocation;
import dev.tracks.lambda.telemetry.Metrics;
import dev.tracks.usecase.enroll.RunStep;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The function {@code batch}: processes the reached queue; each record is a step-reached event. */
@Named("batch")
@Singleton
public final class BatchHandler implements RequestStreamHandler {
    private final StepReachedProcessor processor;
    private final Batch batch = new Batch("/messageId");

    BatchHandler(RunStep runStep, Metrics metrics) {
        this.processor = new StepReachedProcessor(runStep, metrics);
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        try (Invocation invocation = Invocation.begin(context)) {
            Json.write(
                    batch.process(
                            Json.read(input),
                            record -> processor.process(
                                    Json.read(record.path("body").asText("")))),
                    output);
        }
    }
}
