package dev.tracks.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.local.MeteredAws.Image;
import dev.tracks.local.MeteredAws.RecordedRequest;
import dev.tracks.store.table.Index;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The capacity units of requests, by DynamoDB's rules and the sizes of the items at that time: the local database's
 * own figures omit the indexes.
 *
 * <ul>
 *   <li>A consistent read takes one unit for each 4 kB of each item of a batch, present or not, and of the whole page
 *       of a query, at least one; an eventually consistent read takes half (Developer Guide, "DynamoDB read and write
 *       operations").
 *   <li>A write takes one unit for each 1 kB of the larger of old and new item, twice that in a transaction. A write
 *       whose condition fails takes the units of the existing item (same page, and "Managing complex workflows with
 *       transactions"). A condition check takes the units of a write of its item: one unit here, twice, for a participant
 *       of less than 1 kB.
 *   <li>An index takes one unit for each 1 kB of the entry if one is added, removed or changed, two if its key changes. An
 *       entry has the keys and the projected attributes: a write that changes none of them takes nothing ("Using global
 *       secondary indexes"). A transaction does not double it: this is not documented, but the authors of
 *       another emulator measured it against DynamoDB (nubo-db/dynoxide, pull request 188).
 * </ul>
 *
 * @param reads request units
 * @param writes request units of the table
 * @param indexWrites request units of its indexes
 */
record Units(double reads, int writes, int indexWrites) {
    static final Units NONE = new Units(0, 0, 0);
    static final List<Index> INDEXES =
            Stream.of(Index.values()).filter(index -> index != Index.TABLE).toList();
    private static final int READ_BYTES = 4096;
    private static final int WRITE_BYTES = 1024;
    /** The overhead of each item and index entry (Developer Guide, "DynamoDB item sizes and formats"). */
    private static final int STORAGE_OVERHEAD = 100;

    static Units of(List<RecordedRequest> requests) {
        return requests.stream().map(Units::of).reduce(NONE, Units::plus);
    }

    static Units of(RecordedRequest recorded) {
        int writes = 0;
        int indexWrites = 0;
        for (Image image : recorded.writes()) {
            writes += table(recorded, image);
            indexWrites += INDEXES.stream()
                    .mapToInt(index -> index(recorded, index, image))
                    .sum();
        }
        return new Units(reads(recorded), writes, indexWrites);
    }

    /** The units of one of the request's writes, without the indexes. */
    static int table(RecordedRequest recorded, Image image) {
        return (recorded.operation().startsWith("Transact") ? 2 : 1) * table(image);
    }

    /** The units of one of the request's writes in that index. */
    static int index(RecordedRequest recorded, Index index, Image image) {
        return recorded.failed() ? 0 : index(index, image);
    }

    /** The bytes of storage that the requests added, in the table and its indexes. */
    static long stored(List<RecordedRequest> requests) {
        return requests.stream()
                .filter(recorded -> !recorded.failed())
                .flatMap(recorded -> recorded.writes().stream())
                .mapToLong(image -> stored(image.after()) - stored(image.before()))
                .sum();
    }

    private static long stored(Optional<JsonNode> item) {
        long entries = INDEXES.stream()
                .flatMap(index -> entry(index, item).stream())
                .mapToLong(entry -> size(entry) + STORAGE_OVERHEAD)
                .sum();
        return item.isEmpty() ? 0 : size(item) + STORAGE_OVERHEAD + entries;
    }

    Units plus(Units other) {
        return new Units(reads + other.reads, writes + other.writes, indexWrites + other.indexWrites);
    }

    private static double reads(RecordedRequest recorded) {
        return switch (recorded.operation()) {
            case "GetItem" ->
                consistency(recorded.request()) * blocks(size(recorded.answer().path("Item")), READ_BYTES);
            case "Query" -> {
                int bytes = 0;
                for (JsonNode item : recorded.answer().path("Items")) {
                    bytes += ItemSize.bytes(item);
                }
                yield consistency(recorded.request()) * blocks(bytes, READ_BYTES);
            }
            case "BatchGetItem" -> batch(recorded);
            default -> 0;
        };
    }

    private static double batch(RecordedRequest recorded) {
        double units = 0;
        for (var tables = recorded.request().path("RequestItems").fields(); tables.hasNext(); ) {
            var table = tables.next();
            JsonNode found = recorded.answer().path("Responses").path(table.getKey());
            int missing = table.getValue().path("Keys").size() - found.size();
            double each = consistency(table.getValue());
            units += each * missing;
            for (JsonNode item : found) {
                units += each * blocks(ItemSize.bytes(item), READ_BYTES);
            }
        }
        return units;
    }

    private static double consistency(JsonNode request) {
        return request.path("ConsistentRead").asBoolean() ? 1 : 0.5;
    }

    private static int table(Image image) {
        return blocks(Math.max(size(image.before()), size(image.after())), WRITE_BYTES);
    }

    private static int index(Index index, Image image) {
        Optional<JsonNode> before = entry(index, image.before());
        Optional<JsonNode> after = entry(index, image.after());
        if (before.equals(after)) {
            return 0;
        }
        if (before.isPresent() && after.isPresent() && sameKey(index, before.get(), after.get())) {
            return blocks(Math.max(size(before), size(after)), WRITE_BYTES);
        }
        return before.map(entry -> blocks(ItemSize.bytes(entry), WRITE_BYTES)).orElse(0)
                + after.map(entry -> blocks(ItemSize.bytes(entry), WRITE_BYTES)).orElse(0);
    }

    private static Optional<JsonNode> entry(Index index, Optional<JsonNode> item) {
        return item.filter(node -> node.has(index.partition()) && node.has(index.sort()))
                .map(node -> projected(index, node));
    }

    private static JsonNode projected(Index index, JsonNode item) {
        ObjectNode entry = item.deepCopy();
        entry.remove(item.properties().stream()
                .map(Map.Entry::getKey)
                .filter(attribute -> !index.contains(attribute))
                .toList());
        return entry;
    }

    private static boolean sameKey(Index index, JsonNode one, JsonNode other) {
        return Objects.equals(one.get(index.partition()), other.get(index.partition()))
                && Objects.equals(one.get(index.sort()), other.get(index.sort()));
    }

    private static int size(Optional<JsonNode> item) {
        return item.map(ItemSize::bytes).orElse(0);
    }

    private static int size(JsonNode item) {
        return ItemSize.bytes(item);
    }

    private static int blocks(int bytes, int block) {
        return Math.max(1, (bytes + block - 1) / block);
    }
}
