package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.store.table.ForwardingTable;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.Table;
import java.util.Collection;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A table that counts the queries and the BatchGetItem requests since they were last reset. */
final class CountedReads extends ForwardingTable {
    private int queries;
    private int batches;

    CountedReads(Table table) {
        super(table);
    }

    @Override
    public Page query(Query query) {
        queries++;
        return super.query(query);
    }

    @Override
    public Map<Key, Map<String, AttributeValue>> batchGet(Collection<Key> keys) {
        assertThat(keys).hasSizeLessThanOrEqualTo(100);
        batches++;
        return super.batchGet(keys);
    }

    int queries() {
        return queries;
    }

    int batches() {
        return batches;
    }

    void reset() {
        queries = 0;
        batches = 0;
    }
}
