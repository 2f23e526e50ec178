package dev.tracks.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.lambda.json.InvalidRequestException;
import dev.tracks.lambda.json.Json;
import dev.tracks.lambda.telemetry.Invocation;
import dev.tracks.lambda.telemetry.LogScope;
import dev.tracks.store.outbox.StreamItems;
import dev.tracks.usecase.outbox.DueItem;
import dev.tracks.usecase.outbox.OutboxPublisher;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** The function {@code relay}: reads the table's stream and publishes pending items from the outbox. */
@Named("relay")
@Singleton
public final class RelayHandler implements RequestStreamHandler {
    private final OutboxPublisher publisher;
    private final Batch batch = new Batch("/dynamodb/SequenceNumber");

    public RelayHandler(OutboxPublisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        try (Invocation invocation = Invocation.begin(context)) {
            Json.write(batch.process(Json.read(input), this::relay), output);
        }
    }

    /** An image without the {@code pending} marker has been published already, or never had to be. */
    private void relay(JsonNode record) {
        JsonNode image = record.at("/dynamodb/NewImage");
        if (!image.isMissingNode()) {
            JsonNode old = record.at("/dynamodb/OldImage");
            Optional<DueItem> before = old.isMissingNode() ? Optional.empty() : StreamItems.due(StreamImage.read(old));
            StreamItems.due(StreamImage.read(image)).ifPresent(item -> publish(item, before));
        }
    }

    private void publish(DueItem item, Optional<DueItem> before) {
        LogScope.add("item", item.key());
        item.visit(
                pending -> publisher.publish(pending, before.flatMap(DueItem::pending)),
                dueByTime -> {},
                unreadable -> {
                    throw new InvalidRequestException(unreadable.key(), unreadable.problem());
                });
    }
}
