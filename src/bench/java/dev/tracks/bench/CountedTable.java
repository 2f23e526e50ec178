package dev.tracks.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.local.MeteredAws.Image;
import dev.tracks.local.MeteredAws.RecordedRequest;
import dev.tracks.store.table.ForwardingTable;
import dev.tracks.store.table.Index;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.Table;
import dev.tracks.store.table.Write;
import dev.tracks.usecase.WriteResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Counts the requests that {@code DynamoTable} would send for the calls of this table, and their units. It keeps sums
 * only, so that it can count millions of requests. One thread at a time.
 */
final class CountedTable extends ForwardingTable {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String NAME = "t";

    private final Table table;
    private final Map<String, Integer> requests = new TreeMap<>();
    private Units units = Units.NONE;
    private long stored;

    CountedTable(Table table) {
        super(table);
        this.table = table;
    }

    /** The requests to the table since the last call of this method; other counts are zero. */
    ResourceUsage take() {
        ResourceUsage use = new ResourceUsage(Map.of(), 0, Map.copyOf(requests), units, 0, 0, 0, 0, stored);
        requests.clear();
        units = Units.NONE;
        stored = 0;
        return use;
    }

    @Override
    public Optional<Map<String, AttributeValue>> get(Key key) {
        Optional<Map<String, AttributeValue>> item = super.get(key);
        ObjectNode answer = JSON.objectNode();
        item.ifPresent(found -> answer.set("Item", ItemJson.of(found)));
        read("GetItem", consistent(true), answer);
        return item;
    }

    @Override
    public Map<Key, Map<String, AttributeValue>> batchGet(Collection<Key> keys) {
        Map<Key, Map<String, AttributeValue>> found = super.batchGet(keys);
        Set<Key> distinct = new LinkedHashSet<>(keys);
        ArrayNode wanted = JSON.arrayNode();
        distinct.forEach(key -> wanted.add(ItemJson.of(key.attributes())));
        ObjectNode request = JSON.objectNode();
        request.set("RequestItems", JSON.objectNode().set(NAME, consistent(true).set("Keys", wanted)));
        ObjectNode answer = JSON.objectNode();
        answer.set("Responses", JSON.objectNode().set(NAME, items(found.values())));
        read("BatchGetItem", request, answer);
        return found;
    }

    @Override
    public Page query(Query query) {
        Page page = super.query(query);
        ObjectNode answer = JSON.objectNode();
        answer.set("Items", items(page.items()));
        read("Query", consistent(query.index() == Index.TABLE), answer);
        return page;
    }

    @Override
    public WriteResult write(List<Write> writes) {
        List<Optional<JsonNode>> before = images(writes);
        WriteResult result = super.write(writes);
        List<Optional<JsonNode>> after = images(writes);
        List<Image> images = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            images.add(new Image(before.get(i), after.get(i)));
        }
        boolean failed = result != WriteResult.WRITTEN;
        record(new RecordedRequest(operation(writes), JSON.objectNode(), JSON.objectNode(), failed, images));
        return result;
    }

    /** As {@code DynamoTable} does: one part as a plain request if its condition allows it, else as a transaction. */
    private static String operation(List<Write> writes) {
        return writes.size() == 1 && writes.get(0).isRepeatable()
                ? writes.get(0).accept(new Operation())
                : "TransactWriteItems";
    }

    private List<Optional<JsonNode>> images(List<Write> writes) {
        return writes.stream()
                .map(write -> table.get(write.key()).<JsonNode>map(ItemJson::of))
                .toList();
    }

    private static ObjectNode consistent(boolean value) {
        return JSON.objectNode().put("ConsistentRead", value);
    }

    private static ArrayNode items(Collection<Map<String, AttributeValue>> items) {
        ArrayNode array = JSON.arrayNode();
        items.forEach(item -> array.add(ItemJson.of(item)));
        return array;
    }

    private void read(String operation, JsonNode request, JsonNode answer) {
        record(new RecordedRequest(operation, request, answer, false, List.of()));
    }

    private void record(RecordedRequest request) {
        requests.merge(request.operation(), 1, Integer::sum);
        units = units.plus(Units.of(request));
        stored += Units.stored(List.of(request));
    }

    private static final class Operation implements Write.Visitor<String> {
        @Override
        public String put(Write.Put put) {
            return "PutItem";
        }

        @Override
        public String update(Write.Update update) {
            return "UpdateItem";
        }

        @Override
        public String delete(Write.Delete delete) {
            return "DeleteItem";
        }

        @Override
        public String conditionCheck(Write.ConditionCheck check) {
            return "TransactWriteItems";
        }
    }
}
