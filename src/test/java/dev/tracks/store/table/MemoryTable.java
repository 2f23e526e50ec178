package dev.tracks.store.table;

import dev.tracks.usecase.WriteResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * An in-memory table for millions of operations per minute. {@code StoreContract} verifies that it behaves like
 * {@link DynamoTable}. It is thread-safe, and each call is atomic. Its indexes are strongly consistent. Items that were
 * read cannot be used to change the table.
 *
 * <p>It can ignore conditions, so that a test can show what each of them prevents.
 */
public final class MemoryTable implements Table {
    /** As in DynamoDB: the most keys of a batch and the most parts of a transaction. */
    static final int MOST_AT_ONCE = 100;

    /**
     * An item before and after a write that changed it, as in a stream record.
     *
     * @param before empty for a new item
     * @param after empty for a removed item
     */
    public record Image(
            Key key, Optional<Map<String, AttributeValue>> before, Optional<Map<String, AttributeValue>> after) {}

    /** Receives each write that changed something, in the order of the writes, before the write returns. */
    @FunctionalInterface
    public interface Observer {
        /** @param images what one call of {@link Table#write} changed; called under the table's lock */
        void written(List<Image> images);
    }

    private final Set<Condition> unchecked;
    private final Observer observer;
    private final Map<Key, Map<String, AttributeValue>> items = new HashMap<>();
    private final Map<Index, MemoryIndex> indexes = new EnumMap<>(Index.class);
    private final Write.Visitor<Map<String, AttributeValue>> result = new Result();

    /** A table that checks every condition. */
    public MemoryTable() {
        this(Set.of(), images -> {});
    }

    /** @param unchecked conditions that are treated as true for every item */
    public MemoryTable(Set<Condition> unchecked, Observer observer) {
        this.unchecked = EnumSet.noneOf(Condition.class);
        this.unchecked.addAll(unchecked);
        this.observer = observer;
        for (Index index : Index.values()) {
            indexes.put(index, new MemoryIndex(index));
        }
    }

    @Override
    public synchronized Optional<Map<String, AttributeValue>> get(Key key) {
        return Optional.ofNullable(items.get(key));
    }

    @Override
    public synchronized Map<Key, Map<String, AttributeValue>> batchGet(Collection<Key> keys) {
        Map<Key, Map<String, AttributeValue>> found = new HashMap<>();
        for (Key key : keys) {
            Map<String, AttributeValue> item = items.get(key);
            if (item != null) {
                found.put(key, item);
            }
        }
        require(!keys.isEmpty() && new HashSet<>(keys).size() <= MOST_AT_ONCE, "a batch has 1 to 100 keys");
        return found;
    }

    @Override
    public synchronized Page query(Query query) {
        return indexes.get(query.index()).page(query);
    }

    @Override
    public synchronized WriteResult write(List<Write> writes) {
        require(!writes.isEmpty() && writes.size() <= MOST_AT_ONCE, "a write has 1 to 100 parts");
        if (writes.size() > 1) {
            Set<Key> keys = new HashSet<>();
            writes.forEach(write -> require(keys.add(write.key()), "one item twice in a transaction: " + write.key()));
        }
        for (Write write : writes) {
            if (!holds(write.check(), items.get(write.key()))) {
                return WriteResult.CONDITION_FAILED;
            }
        }
        List<Map<String, AttributeValue>> results = new ArrayList<>(writes.size());
        writes.forEach(write -> results.add(write.accept(result)));
        commit(writes, results);
        return WriteResult.WRITTEN;
    }

    /** All items as they are now. */
    public synchronized Map<Key, Map<String, AttributeValue>> snapshot() {
        return Map.copyOf(items);
    }

    private boolean holds(Check check, Map<String, AttributeValue> item) {
        if (unchecked.contains(check.condition())) {
            return true;
        }
        return switch (check.condition().form()) {
            case ABSENT -> item == null;
            case SAME_VERSION -> item != null && isSame(item, check, "version");
            case PENDING ->
                item != null && isSame(item, check, "version") && attribute(item, check, "#pending") != null;
            case SAME_HOLD -> item != null && isSame(item, check, "version") && isSame(item, check, "held");
            case UNUSED -> item == null || isBefore(attribute(item, check, "#expires"), check, ":now");
            case UNCLAIMED ->
                item != null
                        && attribute(item, check, "#delivered") == null
                        && attribute(item, check, "#failed") == null
                        && (attribute(item, check, "#claimed") == null
                                || isBefore(attribute(item, check, "#claimed"), check, ":staleBefore"));
            case SAME_CLAIM -> item != null && isSame(item, check, "claimed");
            case SAME_MAIL ->
                item != null && isSame(item, check, "channelId") && attribute(item, check, "#failed") == null;
            case SAME_EMAIL -> item != null && isSame(item, check, "email");
            case NO_OUTAGE -> item == null || attribute(item, check, "#since") == null;
            case DUE ->
                item == null
                        || attribute(item, check, "#next") == null
                        || isBefore(attribute(item, check, "#next"), check, ":now")
                        || attribute(item, check, "#next").equals(check.values().get(":now"));
            case NOT_ERASED -> item == null || attribute(item, check, "#erased") == null;
            case ABSENT_OR_OWN -> item == null || isSame(item, check, "owner");
            case NONE -> true;
        };
    }

    private static boolean isSame(Map<String, AttributeValue> item, Check check, String name) {
        return check.values().get(":" + name).equals(attribute(item, check, "#" + name));
    }

    private static AttributeValue attribute(Map<String, AttributeValue> item, Check check, String placeholder) {
        return item.get(check.names().get(placeholder));
    }

    /** A comparison with an attribute that is missing or of another type is false. */
    private static boolean isBefore(AttributeValue attribute, Check check, String placeholder) {
        return attribute != null
                && attribute.s() != null
                && Utf8Order.compare(
                                attribute.s(), check.values().get(placeholder).s())
                        < 0;
    }

    /** The item as the write leaves it; null if there is none. */
    private final class Result implements Write.Visitor<Map<String, AttributeValue>> {
        @Override
        public Map<String, AttributeValue> put(Write.Put put) {
            return checked(new HashMap<>(put.item()));
        }

        @Override
        public Map<String, AttributeValue> update(Write.Update update) {
            Map<String, AttributeValue> before = items.get(update.key());
            Map<String, AttributeValue> item =
                    new HashMap<>(before == null ? update.key().attributes() : before);
            item.putAll(update.set());
            update.setIfAbsent().forEach(item::putIfAbsent);
            item.keySet().removeAll(update.remove());
            MemoryTable.require(item.containsKey("PK") && item.containsKey("SK"), "a key cannot be updated");
            return checked(item);
        }

        @Override
        public Map<String, AttributeValue> delete(Write.Delete delete) {
            return null;
        }

        @Override
        public Map<String, AttributeValue> conditionCheck(Write.ConditionCheck check) {
            return items.get(check.key());
        }
    }

    private static Map<String, AttributeValue> checked(Map<String, AttributeValue> item) {
        for (Index index : Index.values()) {
            checkKey(item, index.partition(), index == Index.TABLE);
            checkKey(item, index.sort(), index == Index.TABLE);
        }
        return Collections.unmodifiableMap(item);
    }

    private static void checkKey(Map<String, AttributeValue> item, String name, boolean required) {
        AttributeValue value = item.get(name);
        boolean absent = value == null && !required;
        require(absent || value != null && value.s() != null && !value.s().isEmpty(), name + " must be a text");
    }

    private void commit(List<Write> writes, List<Map<String, AttributeValue>> results) {
        List<Image> images = new ArrayList<>(writes.size());
        for (int i = 0; i < results.size(); i++) {
            Key key = writes.get(i).key();
            Map<String, AttributeValue> after = results.get(i);
            Map<String, AttributeValue> before = after == null ? items.remove(key) : items.put(key, after);
            indexes.values().forEach(index -> index.replace(key, before, after));
            if (after == null ? before != null : !after.equals(before)) {
                images.add(new Image(key, Optional.ofNullable(before), Optional.ofNullable(after)));
            }
        }
        if (!images.isEmpty()) {
            observer.written(images);
        }
    }

    static void require(boolean valid, String problem) {
        if (!valid) {
            AwsErrorDetails details = AwsErrorDetails.builder()
                    .errorCode("ValidationException")
                    .errorMessage(problem)
                    .build();
            throw DynamoDbException.builder()
                    .message(problem)
                    .awsErrorDetails(details)
                    .statusCode(400)
                    .build();
        }
    }
}
