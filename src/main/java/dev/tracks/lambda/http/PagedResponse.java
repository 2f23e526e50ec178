package dev.tracks.lambda.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.domain.InvalidFieldException;
import dev.tracks.domain.Text;
import dev.tracks.domain.WireName;
import dev.tracks.lambda.http.access.Call;
import dev.tracks.lambda.http.protocol.HttpResponse;
import dev.tracks.lambda.json.Fields;
import dev.tracks.lambda.json.Json;
import dev.tracks.usecase.view.Directory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** List responses, and the query parameters that select a page. */
public final class PagedResponse {
    private static final int LIMIT_MAX = 100;
    private static final int LIMIT_DEFAULT = 25;

    /** The maximum size of a page in bytes. A longer page ends early. Lambda accepts responses of 6 MB. */
    private static final int BYTES_MAX = 1_000_000;

    /** The most bytes around the records: the cursor and the names of the fields. */
    private static final int ENVELOPE = 2_100;

    private static final Pattern LIMIT = Pattern.compile("[1-9][0-9]{0,2}");

    /**
     * The requested page: {@code ?limit=1..100&cursor=}.
     *
     * @param position the position in the cursor
     * @param cursors the cursors of the requested list
     */
    public record Part(int limit, Optional<String> position, ListCursor cursors) {
        public static Part of(Call call) {
            Fields query = call.query();
            return query.buildWhole(reader(call, query));
        }

        /** Reads the two parameters from a query that also has others. */
        public static Supplier<Part> reader(Call call, Fields query) {
            ListCursor cursors = ListCursor.of(call);
            Optional<Integer> limit = query.text("limit", PagedResponse::limit);
            Optional<String> position = query.text("cursor", cursors::read);
            return () -> new Part(limit.orElse(LIMIT_DEFAULT), position, cursors);
        }
    }

    private PagedResponse() {}

    private static int limit(String text) {
        if (!LIMIT.matcher(text).matches() || Integer.parseInt(text) > LIMIT_MAX) {
            throw new InvalidFieldException("limit", "must be a whole number from 1 to " + LIMIT_MAX);
        }
        return Integer.parseInt(text);
    }

    /** A filter of a list: one or several of the enum's wire names, separated by commas. */
    public static <E extends Enum<E> & WireName> Optional<Set<E>> names(Fields query, String name, Class<E> type) {
        return query.text(
                name,
                text -> Stream.of(text.split(",", -1))
                        .map(part -> WireName.find(type, part)
                                .orElseThrow(() -> new InvalidFieldException(
                                        name,
                                        "must be one or several of " + WireName.all(type) + ", separated by commas")))
                        .collect(Collectors.toSet()));
    }

    /**
     * A filter of a list: one or several texts, separated by commas.
     *
     * @param expected the texts that match the pattern
     */
    public static Optional<Set<String>> texts(Fields query, String name, Pattern pattern, String expected) {
        return query.text(name, text -> {
            Set<String> parts = Set.copyOf(Arrays.asList(text.split(",", -1)));
            if (!parts.stream().allMatch(part -> pattern.matcher(part).matches())) {
                throw new InvalidFieldException(
                        name, "must be one or several of " + expected + ", separated by commas");
            }
            return parts;
        });
    }

    /** The text that a list is searched for, the parameter {@code q}; empty without it. */
    public static String search(Fields query) {
        return query.text("q", PagedResponse::searched).orElse("");
    }

    private static String searched(String text) {
        String normalized = Text.normalized(text);
        if (normalized.codePointCount(0, normalized.length()) > Text.NAME_MAX) {
            throw new InvalidFieldException("q", "must have at most " + Text.NAME_MAX + " characters");
        }
        return normalized;
    }

    /** Rejects every parameter. */
    public static void noQuery(Call call) {
        call.query().buildWhole(() -> true);
    }

    /**
     * Rejects every parameter, and every field in the body. A request to an action without fields has no body, or an
     * empty object.
     */
    public static void noFields(Call call) {
        noQuery(call);
        if (call.request().bytes().length > 0) {
            Fields.of(call.json()).buildWhole(() -> true);
        }
    }

    /** A complete list. */
    public static <T> HttpResponse all(List<T> records, Function<T, ? extends JsonNode> writer) {
        return HttpResponse.json(200, data(records, writer));
    }

    /**
     * One page of a list, with the cursor of the next page. If the records exceed the maximum size, the page is read
     * again with fewer records.
     *
     * @param list reads the page from the part's position, with at most that many records
     */
    public static <T> HttpResponse page(
            Part part, IntFunction<Directory.Page<T>> list, Function<T, ? extends JsonNode> writer) {
        int limit = part.limit();
        while (true) {
            Directory.Page<T> page = list.apply(limit);
            ObjectNode json = data(page.data(), writer);
            json.set("nextCursor", Json.of(page.nextCursor().map(part.cursors()::write)));
            HttpResponse response = HttpResponse.json(200, json);
            if (bytes(response.body()) < BYTES_MAX || limit == 1) {
                return response;
            }
            limit = Math.max(1, fitting(json.get("data"), limit));
        }
    }

    /** The number of records that fit in a page: fewer than there are. */
    private static int fitting(JsonNode records, int limit) {
        int fitting = 0;
        int bytes = ENVELOPE;
        for (JsonNode record : records) {
            bytes += 1 + bytes(Json.text(record));
            if (bytes >= BYTES_MAX) {
                break;
            }
            fitting++;
        }
        return Math.min(fitting, limit - 1);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static <T> ObjectNode data(List<T> records, Function<T, ? extends JsonNode> writer) {
        ObjectNode json = Json.object();
        json.set("data", Json.of(records.stream().map(writer).toList()));
        return json;
    }
}
