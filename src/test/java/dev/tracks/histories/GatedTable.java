package dev.tracks.histories;

import dev.tracks.store.Index;
import dev.tracks.store.Key;
import dev.tracks.store.Table;
import dev.tracks.store.Write;
import dev.tracks.usecase.Written;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The table as a process reaches it: over a network. */
final class GatedTable implements Table {
    private static final int LAGS_PER_MILLE = 30;

    private final Table table;
    private final Gate gate;
    private final World world;
    private final Map<String, Page> lastPages = new HashMap<>();

    GatedTable(Table table, Gate gate, World world) {
        this.table = table;
        this.gate = gate;
        this.world = world;
    }

    @Override
    public Optional<Map<String, AttributeValue>> get(Key key) {
        return gate.read(() -> "get " + key, () -> {
            world.handling().read.put(key, world.oracle().state(key));
            return table.get(key);
        });
    }

    @Override
    public Map<Key, Map<String, AttributeValue>> batchGet(Collection<Key> keys) {
        return gate.read(() -> "batchGet " + keys, () -> table.batchGet(keys));
    }

    @Override
    public Page query(Query query) {
        return gate.read(() -> "query " + query.partition() + " " + query.bound(), () -> {
            Page page = query.index() == Index.TABLE ? table.query(query) : lagging(query);
            page.items().forEach(this::noteState);
            return page;
        });
    }

    /** What the index says: now and then, what it said last time. */
    private Page lagging(Query query) {
        Page now = table.query(query);
        Page before = lastPages.put(query.partition(), now);
        boolean lags = before != null && !world.calm() && world.mishap(LAGS_PER_MILLE, Fault.STALE_INDEX);
        return lags ? before : now;
    }

    private void noteState(Map<String, AttributeValue> item) {
        Key key = new Key(item.get("PK").s(), item.get("SK").s());
        world.handling().marks.put(key, Items.version(item));
    }

    @Override
    public Written write(List<Write> writes) {
        Supplier<String> what = () -> writes.stream()
                .map(write -> write.getClass().getSimpleName() + " " + write.key() + " if "
                        + write.check().condition())
                .collect(Collectors.joining(" + ", "write ", ""));
        boolean plain = writes.size() == 1 && writes.get(0).isRepeatable();
        return gate.write(what, plain, () -> table.write(writes));
    }
}
