package dev.tracks.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.local.support.Json;
import java.time.Instant;

/**
 * A message in a queue, as stored.
 *
 * @param number its position in the queue
 * @param attributes the sender's message attributes, in SQS's JSON shape
 * @param notBefore the end of the sender's delay
 * @param receives how often it was received
 * @param firstReceived null if never
 */
public record Message(
        long number,
        String id,
        String body,
        JsonNode attributes,
        Instant sentAt,
        Instant notBefore,
        int receives,
        Instant firstReceived) {

    Message received(Instant now) {
        return new Message(
                number,
                id,
                body,
                attributes,
                sentAt,
                notBefore,
                receives + 1,
                firstReceived == null ? now : firstReceived);
    }

    /** The same message in another queue, available at once. */
    Message movedTo(long place) {
        return new Message(place, id, body, attributes, sentAt, sentAt, 0, null);
    }

    String json() {
        ObjectNode node = Json.object()
                .put("id", id)
                .put("body", body)
                .put("sentAt", sentAt.toEpochMilli())
                .put("notBefore", notBefore.toEpochMilli())
                .put("receives", receives);
        if (firstReceived != null) {
            node.put("firstReceived", firstReceived.toEpochMilli());
        }
        return node.set("attributes", attributes).toString();
    }

    static Message of(long number, String json) {
        JsonNode node = Json.read(json);
        return new Message(
                number,
                node.path("id").asText(),
                node.path("body").asText(),
                node.path("attributes"),
                Instant.ofEpochMilli(node.path("sentAt").asLong()),
                Instant.ofEpochMilli(node.path("notBefore").asLong()),
                node.path("receives").asInt(),
                node.has("firstReceived")
                        ? Instant.ofEpochMilli(node.path("firstReceived").asLong())
                        : null);
    }
}
