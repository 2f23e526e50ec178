package dev.tracks.store;

import dev.tracks.store.table.Items;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.Table;
import dev.tracks.usecase.view.Directory;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A list in one partition of the table, in the order of sort keys. */
final class PartitionList {
    private final Table table;
    private final Table.Query query;

    /** @param query the whole list */
    PartitionList(Table table, Table.Query query) {
        this.table = table;
        this.query = query;
    }

    /** A page of the list. Only the last page, which has no cursor, may be shorter than the limit. */
    <T> Directory.Page<T> page(int limit, Optional<String> cursor, Function<Map<String, AttributeValue>, T> read) {
        return page(limit, cursor, read, item -> true, limit + 1);
    }

    /** A page of the items that match. It ends early after {@link Directory#EXAMINED} items. */
    <T> Directory.Page<T> matching(
            Predicate<T> filter, int limit, Optional<String> cursor, Function<Map<String, AttributeValue>, T> read) {
        return page(limit, cursor, read, filter, query.limit());
    }

    private <T> Directory.Page<T> page(
            int limit,
            Optional<String> cursor,
            Function<Map<String, AttributeValue>, T> read,
            Predicate<T> filter,
            int atOnce) {
        Optional<Map<String, AttributeValue>> from = cursor.map(text -> Cursor.decode(text, 1))
                .map(last -> new Key(query.partition(), last.sortKey(0, query)).attributes());
        Iterator<Map<String, AttributeValue>> items =
                Pages.all(table, query.page(atOnce, from)).iterator();
        List<T> found = new ArrayList<>();
        Optional<Key> last = Optional.empty();
        for (int examined = 0; examined < Directory.EXAMINED && found.size() < limit && items.hasNext(); examined++) {
            Map<String, AttributeValue> item = items.next();
            Optional.of(read.apply(item)).filter(filter).ifPresent(found::add);
            last = Optional.of(Items.key(item));
        }
        return new Directory.Page<>(
                found, items.hasNext() ? last.map(key -> Cursor.encode(key.sk())) : Optional.empty());
    }
}
