package dev.tracks.lambda.json.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.lambda.json.Json;
import dev.tracks.usecase.Stored;
import java.util.function.Function;

/** A record with {@code updatedAt} and {@code updatedBy}, which every stored record in a response has. */
public final class StoredJson {
    private StoredJson() {}

    public static <T> ObjectNode write(Stored<T> stored, Function<T, ObjectNode> record) {
        ObjectNode json = record.apply(stored.value());
        json.set("updatedAt", Json.of(stored.updatedAt()));
        json.put("updatedBy", stored.updatedBy());
        return json;
    }
}
