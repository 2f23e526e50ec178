package dev.tracks.lambda;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.lambda.json.Json;
import dev.tracks.store.table.MemoryTable.Image;
import java.time.Instant;
import java.util.List;

/** Events of the table's stream, as Lambda invokes {@code relay} with them. */
public final class StreamEvents {
    private StreamEvents() {}

    /** An event with a record for each image, all written at that time. */
    public static String of(List<Image> images, Instant writtenAt) {
        ObjectNode event = Json.object();
        ArrayNode records = event.putArray("Records");
        for (Image image : images) {
            ObjectNode dynamodb =
                    records.addObject().put("eventSource", "aws:dynamodb").putObject("dynamodb");
            dynamodb.put("ApproximateCreationDateTime", writtenAt.getEpochSecond())
                    .put("SequenceNumber", String.valueOf(records.size()));
            image.before().ifPresent(before -> dynamodb.set("OldImage", RelayHandlerTest.json(before)));
            image.after().ifPresent(after -> dynamodb.set("NewImage", RelayHandlerTest.json(after)));
        }
        return event.toString();
    }
}
