package dev.tracks.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.bench.Fleet.Invocation;
import dev.tracks.bench.growth.input.Footprint;
import dev.tracks.bench.growth.input.Footprint.KeyUnits;
import dev.tracks.local.MeteredAws.Image;
import dev.tracks.local.MeteredAws.RecordedRequest;
import dev.tracks.store.table.Index;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Requests and units of recorded requests, by function and kind of partition key. All units are those of {@link Units}. */
final class Footprints {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Footprints() {}

    /** The sums of all invocations of each function. */
    static Map<String, Footprint> of(List<Invocation> invocations) {
        Map<String, Footprint> all = new TreeMap<>();
        for (Invocation invocation : invocations) {
            all.merge(invocation.function(), of(invocation), Footprints::sum);
        }
        return all;
    }

    private static Footprint of(Invocation invocation) {
        Map<String, Integer> requests = new TreeMap<>();
        List<KeyUnits> parts = new ArrayList<>();
        for (RecordedRequest request : invocation.requests()) {
            requests.merge(request.operation(), 1, Integer::sum);
            parts.addAll(split(request));
        }
        return new Footprint(requests, merged(parts));
    }

    private static Footprint sum(Footprint one, Footprint other) {
        Map<String, Integer> requests = new TreeMap<>(one.requests());
        other.requests().forEach((operation, count) -> requests.merge(operation, count, Integer::sum));
        List<KeyUnits> parts = new ArrayList<>(one.units());
        parts.addAll(other.units());
        return new Footprint(requests, merged(parts));
    }

    private static List<KeyUnits> merged(List<KeyUnits> parts) {
        Map<String, KeyUnits> units = new TreeMap<>();
        parts.forEach(part -> units.merge(part.name(), part, Footprints::sum));
        return List.copyOf(units.values());
    }

    private static KeyUnits sum(KeyUnits one, KeyUnits other) {
        return new KeyUnits(one.index(), one.key(), one.reads() + other.reads(), one.writes() + other.writes());
    }

    /** @throws IllegalStateException if the parts have other units than the request */
    static List<KeyUnits> split(RecordedRequest request) {
        List<KeyUnits> parts = new ArrayList<>(reads(request));
        for (int i = 0; i < request.writes().size(); i++) {
            Image image = request.writes().get(i);
            JsonNode item = image.after().or(image::before).orElse(checked(request, i));
            parts.add(new KeyUnits(Footprint.TABLE, kind(item.path("PK")), 0, Units.table(request, image)));
            Units.INDEXES.forEach(index -> parts.addAll(index(index, request, image)));
        }
        parts.removeIf(part -> part.reads() == 0 && part.writes() == 0);
        Units all = Units.of(request);
        double reads = parts.stream().mapToDouble(KeyUnits::reads).sum();
        int writes = parts.stream().mapToInt(KeyUnits::writes).sum();
        if (reads != all.reads() || writes != all.writes() + all.indexWrites()) {
            throw new IllegalStateException(request.operation() + " has " + all + ", its parts " + parts);
        }
        return parts;
    }

    /** The key of a part of a transaction that checks that there is no such item. */
    private static JsonNode checked(RecordedRequest request, int part) {
        return request.request().at("/TransactItems/" + part + "/ConditionCheck/Key");
    }

    private static List<KeyUnits> index(Index index, RecordedRequest request, Image image) {
        int writes = Units.index(request, index, image);
        return image
                .after()
                .filter(item -> item.has(index.partition()))
                .or(() -> image.before().filter(item -> item.has(index.partition())))
                .map(item -> new KeyUnits(index.name(), kind(item.path(index.partition())), 0, writes))
                .stream()
                .toList();
    }

    private static List<KeyUnits> reads(RecordedRequest request) {
        return switch (request.operation()) {
            case "BatchGetItem" -> batch(request);
            case "GetItem" -> List.of(read(request.request().at("/Key/PK"), request));
            case "Query" -> List.of(read(request.request().at("/ExpressionAttributeValues/:pk"), request));
            default -> List.of();
        };
    }

    private static KeyUnits read(JsonNode key, RecordedRequest request) {
        return new KeyUnits(Footprint.TABLE, kind(key), Units.of(request).reads(), 0);
    }

    /** Each key as a batch of its own. */
    private static List<KeyUnits> batch(RecordedRequest request) {
        List<KeyUnits> parts = new ArrayList<>();
        for (Map.Entry<String, JsonNode> table :
                request.request().path("RequestItems").properties()) {
            for (JsonNode key : table.getValue().path("Keys")) {
                ObjectNode keys = table.getValue().deepCopy();
                keys.putArray("Keys").add(key);
                ObjectNode found = JSON.objectNode();
                found(request.answer().path("Responses").path(table.getKey()), key)
                        .ifPresent(found.putArray(table.getKey())::add);
                ObjectNode one = JSON.objectNode();
                one.putObject("RequestItems").set(table.getKey(), keys);
                ObjectNode answer = JSON.objectNode();
                answer.set("Responses", found);
                parts.add(
                        read(key.path("PK"), new RecordedRequest(request.operation(), one, answer, false, List.of())));
            }
        }
        return parts;
    }

    private static Optional<JsonNode> found(JsonNode items, JsonNode key) {
        for (JsonNode item : items) {
            if (item.path("PK").equals(key.path("PK")) && item.path("SK").equals(key.path("SK"))) {
                return Optional.of(item);
            }
        }
        return Optional.empty();
    }

    /** The text before the first {@code #}. */
    private static String kind(JsonNode key) {
        return key.path("S").asText().replaceFirst("#.*", "");
    }
}
