package dev.tracks.store.table;

import dev.tracks.usecase.WriteResult;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Passes each call to another table. A subclass changes some of the calls, or acts before each. */
public abstract class ForwardingTable implements Table {
    private final Table table;

    protected ForwardingTable(Table table) {
        this.table = table;
    }

    /** The table that the next call goes to; called once for each call. */
    protected Table next() {
        return table;
    }

    @Override
    public Optional<Map<String, AttributeValue>> get(Key key) {
        return next().get(key);
    }

    @Override
    public Map<Key, Map<String, AttributeValue>> batchGet(Collection<Key> keys) {
        return next().batchGet(keys);
    }

    @Override
    public Page query(Query query) {
        return next().query(query);
    }

    @Override
    public WriteResult write(List<Write> writes) {
        return next().write(writes);
    }
}
