package dev.tracks.store;

import dev.tracks.store.table.Index;
import dev.tracks.store.table.ItemWriter;
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

/** A list in one partition of the table or of an index, in the order of sort keys or in reverse. */
public final class PartitionList {
    private final Table table;
    private final Table.Query query;

    /** @param query the whole list */
    public PartitionList(Table table, Table.Query query) {
        this.table = table;
        this.query = query;
    }

    /** A page of the list. Only the last page, which has no cursor, may be shorter than the limit. */
    <T> Directory.Page<T> page(int limit, Optional<String> cursor, Function<Map<String, AttributeValue>, T> read) {
        return page(limit, cursor, read, item -> true, limit + 1);
    }

    /** A page of the items that match. It ends early after {@link Directory#EXAMINED} items. */
    public <T> Directory.Page<T> matching(
            Predicate<T> filter, int limit, Optional<String> cursor, Function<Map<String, AttributeValue>, T> read) {
        return page(limit, cursor, read, filter, query.limit());
    }

    private <T> Directory.Page<T> page(
            int limit,
            Optional<String> cursor,
            Function<Map<String, AttributeValue>, T> read,
            Predicate<T> filter,
            int atOnce) {
        Optional<Map<String, AttributeValue>> from = cursor.map(this::startKey);
        Iterator<Map<String, AttributeValue>> items =
                Pages.all(table, query.page(atOnce, from)).iterator();
        List<T> found = new ArrayList<>();
        Optional<Map<String, AttributeValue>> last = Optional.empty();
        for (int examined = 0; examined < Directory.EXAMINED && found.size() < limit && items.hasNext(); examined++) {
            Map<String, AttributeValue> item = items.next();
            Optional.of(read.apply(item)).filter(filter).ifPresent(found::add);
            last = Optional.of(item);
        }
        return new Directory.Page<>(found, items.hasNext() ? last.map(this::cursor) : Optional.empty());
    }

    private String cursor(Map<String, AttributeValue> item) {
        Key key = Items.key(item);
        return query.index() == Index.TABLE
                ? Cursor.encode(key.sk())
                : Cursor.encode(item.get(query.index().sort()).s(), key.pk(), key.sk());
    }

    private Map<String, AttributeValue> startKey(String cursor) {
        if (query.index() == Index.TABLE) {
            String sort = Cursor.decode(cursor, 1).sortKey(0, query);
            return new Key(query.partition(), sort).attributes();
        }
        Cursor last = Cursor.decode(cursor, 3);
        if (last.part(1).isEmpty() || last.part(2).isEmpty()) {
            throw new Directory.InvalidCursorException();
        }
        return ItemWriter.at(new Key(last.part(1), last.part(2)))
                .index(query.index(), query.partition(), last.sortKey(0, query))
                .build();
    }
}
