package dev.tracks.histories;

import dev.tracks.store.table.Key;
import dev.tracks.store.table.Table;
import dev.tracks.store.table.Write;
import dev.tracks.usecase.WriteResult;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The database with the in-memory table beside it: each call goes to both, and they must answer the same. */
record ComparedTables(Table database, Table memory) implements Table {
    @Override
    public Optional<Map<String, AttributeValue>> get(Key key) {
        return same(table -> table.get(key));
    }

    @Override
    public Map<Key, Map<String, AttributeValue>> batchGet(Collection<Key> keys) {
        return same(table -> table.batchGet(keys));
    }

    @Override
    public Page query(Query query) {
        return same(table -> ordered(query, table.query(query)));
    }

    /** The order of index items with the same sort key is not defined. */
    private static Page ordered(Query query, Page page) {
        List<Map<String, AttributeValue>> items = page.items().stream()
                .sorted(Comparator.<Map<String, AttributeValue>, String>comparing(
                                item -> item.get(query.index().sort()).s())
                        .thenComparing(
                                item -> item.get("PK").s() + item.get("SK").s()))
                .toList();
        return new Page(items, page.last());
    }

    @Override
    public WriteResult write(List<Write> writes) {
        return same(table -> table.write(writes));
    }

    private <T> T same(Function<Table, T> call) {
        T answer = call.apply(database);
        T expected = call.apply(memory);
        if (!answer.equals(expected)) {
            throw new Violation(Invariant.TWIN, "the database answers " + answer + ", the in-memory table " + expected);
        }
        return answer;
    }
}
