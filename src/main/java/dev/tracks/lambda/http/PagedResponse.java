package dev.tracks.lambda.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.domain.InvalidFieldException;
import dev.tracks.lambda.http.access.Call;
import dev.tracks.lambda.http.protocol.HttpResponse;
import dev.tracks.lambda.json.Fields;
import dev.tracks.lambda.json.Json;
import dev.tracks.usecase.view.Directory;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** List responses, and the query parameters that select a page. */
public final class PagedResponse {
    private static final int LIMIT_MAX = 100;
    private static final int LIMIT_DEFAULT = 25;
    private static final int CURSOR_MAX = 2_000;
    private static final Pattern LIMIT = Pattern.compile("[1-9][0-9]{0,2}");

    /** The requested page: {@code ?limit=1..100&cursor=}. */
    public record Part(int limit, Optional<String> cursor) {
        public static Part of(Call call) {
            Fields query = call.query();
            return query.buildWhole(reader(query));
        }

        /** Reads the two parameters from a query that also has others. */
        public static Supplier<Part> reader(Fields query) {
            Optional<Integer> limit = query.text("limit", PagedResponse::limit);
            Optional<String> cursor = query.text("cursor", PagedResponse::cursor);
            return () -> new Part(limit.orElse(LIMIT_DEFAULT), cursor);
        }
    }

    private PagedResponse() {}

    private static int limit(String text) {
        if (!LIMIT.matcher(text).matches() || Integer.parseInt(text) > LIMIT_MAX) {
            throw new InvalidFieldException("limit", "must be a whole number from 1 to " + LIMIT_MAX);
        }
        return Integer.parseInt(text);
    }

    private static String cursor(String text) {
        if (text.isEmpty() || text.length() > CURSOR_MAX) {
            throw new InvalidFieldException("cursor", "must be a nextCursor of this list");
        }
        return text;
    }

    /** Reads the cursor and rejects every other parameter. */
    public static Optional<String> cursorOnly(Call call) {
        Fields query = call.query();
        Optional<String> cursor = query.text("cursor", PagedResponse::cursor);
        return query.buildWhole(() -> cursor);
    }

    /** Rejects every parameter. */
    public static void noQuery(Call call) {
        call.query().buildWhole(() -> true);
    }

    /** A complete list. */
    public static <T> HttpResponse all(List<T> records, Function<T, ? extends JsonNode> writer) {
        return HttpResponse.json(200, data(records, writer));
    }

    /** One page of a list, with the cursor of the next page. */
    public static <T> HttpResponse page(Directory.Page<T> page, Function<T, ? extends JsonNode> writer) {
        ObjectNode json = data(page.data(), writer);
        json.set("nextCursor", Json.of(page.nextCursor()));
        return HttpResponse.json(200, json);
    }

    private static <T> ObjectNode data(List<T> records, Function<T, ? extends JsonNode> writer) {
        ObjectNode json = Json.object();
        json.set("data", Json.of(records.stream().map(writer).toList()));
        return json;
    }
}
