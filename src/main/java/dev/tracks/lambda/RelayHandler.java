package dev.tracks.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.lambda.json.Json;
import dev.tracks.lambda.telemetry.Invocation;
import dev.tracks.lambda.telemetry.LogScope;
import dev.tracks.store.outbox.StreamItems;
import dev.tracks.usecase.SystemClock;
import dev.tracks.usecase.outbox.StreamPublisher;
import dev.tracks.usecase.outbox.UnpublishedWrite;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The function {@code relay}: reads the table's stream, and publishes pending items, new versions of runs and closed
 * invitations.
 */
@Named("relay")
@Singleton
public final class RelayHandler implements RequestStreamHandler {
    private static final Logger LOG = Logger.getLogger(RelayHandler.class);

    private final StreamPublisher publisher;
    private final InstantSource systemClock;
    private final Batch batch = new Batch("/dynamodb/SequenceNumber");

    public RelayHandler(StreamPublisher publisher, @SystemClock InstantSource systemClock) {
        this.publisher = publisher;
        this.systemClock = systemClock;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        try (Invocation invocation = Invocation.begin(context)) {
            Json.write(batch.process(Json.read(input), this::relay), output);
        }
    }

    private void relay(JsonNode record) {
        JsonNode image = record.at("/dynamodb/NewImage");
        if (!image.isMissingNode()) {
            JsonNode old = record.at("/dynamodb/OldImage");
            Map<String, AttributeValue> before = old.isMissingNode() ? Map.of() : StreamImage.read(old);
            Map<String, AttributeValue> after = StreamImage.read(image);
            StreamItems.unpublished(before, after).ifPresent(write -> publish(write, age(record)));
        }
    }

    private void publish(UnpublishedWrite write, Duration age) {
        LogScope.add("item", write.key());
        write.publish(publisher, age).ifPresent(failure -> LOG.errorf(failure, "left to sweep"));
    }

    /** The age of the record; zero if the record does not say when it was written. */
    private Duration age(JsonNode record) {
        JsonNode writtenAt = record.at("/dynamodb/ApproximateCreationDateTime");
        return writtenAt.isNumber()
                ? Duration.between(Instant.ofEpochSecond(writtenAt.asLong()), systemClock.instant())
                : Duration.ZERO;
    }
}
