package dev.tracks.histories;

import dev.tracks.store.table.Index;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.Table;
import dev.tracks.store.table.Write;
import dev.tracks.usecase.WriteResult;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The table as a process reaches it over a network. */
final class FaultInjectedTable implements Table {
    private static final int LAGS_PER_MILLE = 30;

    private final Table table;
    private final FaultInjector injector;
    private final Simulation simulation;
    private final Map<String, Page> lastPages = new HashMap<>();

    FaultInjectedTable(Table table, FaultInjector injector, Simulation simulation) {
        this.table = table;
        this.injector = injector;
        this.simulation = simulation;
    }

    @Override
    public Optional<Map<String, AttributeValue>> get(Key key) {
        return injector.read(() -> "get " + key, () -> {
            simulation.handling().read.put(key, simulation.oracle().state(key));
            return table.get(key);
        });
    }

    @Override
    public Map<Key, Map<String, AttributeValue>> batchGet(Collection<Key> keys) {
        return injector.read(() -> "batchGet " + keys, () -> {
            keys.forEach(key ->
                    simulation.handling().read.put(key, simulation.oracle().state(key)));
            Map<Key, Map<String, AttributeValue>> found = table.batchGet(keys);
            found.forEach(this::noteState);
            return found;
        });
    }

    @Override
    public Page query(Query query) {
        return injector.read(() -> "query " + query.partition() + " " + query.bound(), () -> {
            return query.index() == Index.TABLE ? table.query(query) : lagging(query);
        });
    }

    /** The answer of an index, which is sometimes the previous one. */
    private Page lagging(Query query) {
        Page now = table.query(query);
        Page before = lastPages.put(query.partition(), now);
        boolean lags = before != null && !simulation.calm() && simulation.fault(LAGS_PER_MILLE, Fault.STALE_INDEX);
        if (lags) {
            simulation.handling().disturbed = true;
        }
        return lags ? before : now;
    }

    /** The sweep publishes the items that a batch has read. */
    private void noteState(Key key, Map<String, AttributeValue> item) {
        simulation.handling().pendingVersions.put(key, StoredItems.version(item));
    }

    @Override
    public WriteResult write(List<Write> writes) {
        Supplier<String> what = () -> writes.stream()
                .map(write -> write.getClass().getSimpleName() + " " + write.key() + " if "
                        + write.check().condition())
                .collect(Collectors.joining(" + ", "write ", ""));
        boolean plain = writes.size() == 1 && writes.get(0).isRepeatable();
        return injector.write(what, plain, () -> table.write(writes));
    }
}
