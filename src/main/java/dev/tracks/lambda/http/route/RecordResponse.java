package dev.tracks.lambda.http.route;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.lambda.http.protocol.HttpResponse;
import dev.tracks.lambda.json.mapping.StoredJson;
import dev.tracks.usecase.Saved;
import dev.tracks.usecase.Stored;
import java.util.function.Function;

/** Responses with one record and its ETag. */
final class RecordResponse {
    private RecordResponse() {}

    static <T> HttpResponse read(Stored<T> record, Function<T, ObjectNode> writer) {
        return HttpResponse.json(200, StoredJson.write(record, writer)).withETag(record);
    }

    /** 201 with Location if the record was created, otherwise 200. */
    static <T> HttpResponse written(Saved<T> saved, Function<T, ObjectNode> writer, String address) {
        HttpResponse response = HttpResponse.json(saved.created() ? 201 : 200, StoredJson.write(saved.record(), writer))
                .withETag(saved.record());
        return saved.created() ? response.with("location", address) : response;
    }
}
