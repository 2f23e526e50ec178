package dev.tracks.store.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The items of a {@link MemoryTable}, or those that have the index's attributes, by partition and sort key. A query returns
 * only the projected attributes.
 */
final class MemoryIndex {
    /** A position in a partition; items with equal sort keys of an index are ordered by the table's key. */
    private record Place(String sort, Key key) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int bySort = Utf8Order.compare(sort, other.sort);
            if (bySort != 0) {
                return bySort;
            }
            int byPartition = Utf8Order.compare(key.pk(), other.key.pk());
            return byPartition != 0 ? byPartition : Utf8Order.compare(key.sk(), other.key.sk());
        }
    }

    private static final Key FIRST = new Key("", "");

    private final Index index;
    private final Map<String, NavigableMap<Place, Map<String, AttributeValue>>> partitions = new HashMap<>();

    MemoryIndex(Index index) {
        this.index = index;
    }

    /** Replaces one version of an item by the next; either may be null. */
    void replace(Key key, Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        if (isIn(before)) {
            String partition = before.get(index.partition()).s();
            NavigableMap<Place, Map<String, AttributeValue>> places = partitions.get(partition);
            places.remove(place(key, before));
            if (places.isEmpty()) {
                partitions.remove(partition);
            }
        }
        if (isIn(after)) {
            partitions
                    .computeIfAbsent(after.get(index.partition()).s(), partition -> new TreeMap<>())
                    .put(place(key, after), after);
        }
    }

    private boolean isIn(Map<String, AttributeValue> item) {
        return item != null && item.containsKey(index.partition()) && item.containsKey(index.sort());
    }

    private Place place(Key key, Map<String, AttributeValue> item) {
        return new Place(item.get(index.sort()).s(), key);
    }

    /** The result of the query. As in DynamoDB, a full page has a last key even if no item follows. */
    Table.Page page(Table.Query query) {
        MemoryTable.require(query.limit() > 0, "a page has at least one item");
        List<Map<String, AttributeValue>> found = new ArrayList<>();
        Optional<Place> from = query.from().map(key -> start(key, query));
        NavigableMap<Place, Map<String, AttributeValue>> places = partitions.get(query.partition());
        if (places == null) {
            return new Table.Page(found, Optional.empty());
        }
        for (Map.Entry<Place, Map<String, AttributeValue>> entry :
                (query.backward() ? backward(places, from) : forward(places, from, query)).entrySet()) {
            boolean isWithin = isWithin(entry.getKey().sort(), query);
            if (!isWithin && query.backward() && found.isEmpty()) {
                continue; // Behind the range, which is short in tests.
            }
            if (!isWithin) {
                break;
            }
            found.add(projected(entry.getValue()));
            if (found.size() == query.limit()) {
                return new Table.Page(found, Optional.of(lastKey(entry.getValue())));
            }
        }
        return new Table.Page(found, Optional.empty());
    }

    private Map<String, AttributeValue> projected(Map<String, AttributeValue> item) {
        if (index.projected().isEmpty()) {
            return item;
        }
        Map<String, AttributeValue> entry = new HashMap<>(item);
        entry.keySet().removeIf(attribute -> !index.contains(attribute));
        return entry;
    }

    private static NavigableMap<Place, Map<String, AttributeValue>> forward(
            NavigableMap<Place, Map<String, AttributeValue>> places, Optional<Place> from, Table.Query query) {
        return places.tailMap(from.orElseGet(() -> new Place(lowest(query), FIRST)), from.isEmpty());
    }

    private static NavigableMap<Place, Map<String, AttributeValue>> backward(
            NavigableMap<Place, Map<String, AttributeValue>> places, Optional<Place> from) {
        return from.map(last -> places.headMap(last, false)).orElse(places).descendingMap();
    }

    private static String lowest(Table.Query query) {
        return query.range() == Table.Range.UP_TO ? "" : query.bound();
    }

    private static boolean isWithin(String sort, Table.Query query) {
        return switch (query.range()) {
            case ALL -> true;
            case PREFIX -> sort.startsWith(query.bound());
            case AT_LEAST -> Utf8Order.compare(sort, query.bound()) >= 0;
            case UP_TO -> Utf8Order.compare(sort, query.bound()) <= 0;
        };
    }

    /** The position where the page begins; a start outside of the query is rejected. */
    private Place start(Map<String, AttributeValue> key, Table.Query query) {
        String partition = text(key, index.partition());
        String sort = text(key, index.sort());
        MemoryTable.require(
                partition.equals(query.partition()) && isWithin(sort, query), "the start is outside of the query");
        return new Place(sort, new Key(text(key, "PK"), text(key, "SK")));
    }

    private static String text(Map<String, AttributeValue> key, String name) {
        AttributeValue value = key.get(name);
        MemoryTable.require(value != null && value.s() != null && !value.s().isEmpty(), name + " must be a text");
        return value.s();
    }

    private Map<String, AttributeValue> lastKey(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> key = new HashMap<>();
        for (String name : List.of("PK", "SK", index.partition(), index.sort())) {
            key.put(name, item.get(name));
        }
        return key;
    }
}
