package dev.tracks.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.local.support.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The current items of a request before it writes them; read directly, without the meter. */
public final class ItemImages {
    private final URI database;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    ItemImages(URI database) {
        this.database = database;
    }

    /** The key of each item that the request writes or checks: {@code {"TableName","Key"}}. */
    public static List<ObjectNode> written(String operation, JsonNode request) {
        List<ObjectNode> keys = new ArrayList<>();
        switch (operation) {
            case "PutItem", "UpdateItem", "DeleteItem" -> keys.add(key(request));
            case "TransactWriteItems" ->
                request.path("TransactItems")
                        .forEach(item -> item.elements().forEachRemaining(part -> keys.add(key(part))));
            default -> {}
        }
        return keys;
    }

    private static ObjectNode key(JsonNode part) {
        JsonNode item = part.has("Item") ? part.path("Item") : part.path("Key");
        ObjectNode key = Json.object();
        key.set("PK", item.path("PK"));
        key.set("SK", item.path("SK"));
        ObjectNode get = Json.object();
        get.set("TableName", part.path("TableName"));
        get.set("Key", key);
        return get.put("ConsistentRead", true);
    }

    List<Optional<JsonNode>> of(List<ObjectNode> keys) throws IOException, InterruptedException {
        List<Optional<JsonNode>> items = new ArrayList<>();
        for (ObjectNode key : keys) {
            HttpRequest request = HttpRequest.newBuilder(database.resolve("/"))
                    .header("X-Amz-Target", "DynamoDB_20120810.GetItem")
                    .header("Content-Type", "application/x-amz-json-1.0")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(key)))
                    .build();
            byte[] answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray())
                    .body();
            items.add(Json.parse(answer).map(node -> node.get("Item")));
        }
        return items;
    }
}
