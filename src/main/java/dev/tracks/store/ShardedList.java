package dev.tracks.store;

import dev.tracks.store.table.Index;
import dev.tracks.store.table.ItemWriter;
import dev.tracks.store.table.Items;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Table;
import dev.tracks.usecase.view.Directory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A list in the first index that is spread over shards. Shards are read one after the other; the cursor contains the
 * shard.
 */
final class ShardedList {
    private final Table table;
    private final IntFunction<Table.Query> query;

    /** @param query the query for one shard of the list */
    ShardedList(Table table, IntFunction<Table.Query> query) {
        this.table = table;
        this.query = query;
    }

    /** A page of the list. Only the last page, which has no cursor, may be shorter than the limit. */
    <T> Directory.Page<T> page(int limit, Optional<String> cursor, Function<Map<String, AttributeValue>, T> read) {
        Optional<Cursor> after = cursor.map(text -> Cursor.decode(text, 4));
        int first = after.map(place -> place.shard(0)).orElse(0);
        Optional<Map<String, AttributeValue>> start = after.map(place -> startKey(query.apply(first), place));
        List<Map<String, AttributeValue>> found = IntStream.range(first, Keys.SHARDS)
                .boxed()
                .flatMap(shard ->
                        Pages.all(table, query.apply(shard).page(limit + 1, shard == first ? start : Optional.empty())))
                .limit(limit + 1L)
                .toList();
        return Pages.cut(found, limit, ShardedList::cursor, read);
    }

    private static Map<String, AttributeValue> startKey(Table.Query part, Cursor place) {
        if (place.part(2).isEmpty() || place.part(3).isEmpty()) {
            throw new Directory.InvalidCursorException();
        }
        return ItemWriter.at(new Key(place.part(2), place.part(3)))
                .index(Index.GSI1, part.partition(), place.sortKey(1, part))
                .build();
    }

    private static String cursor(Map<String, AttributeValue> last) {
        String partition = last.get(Index.GSI1.partition()).s();
        String shard = partition.substring(partition.lastIndexOf('#') + 1);
        Key key = Items.key(last);
        return Cursor.encode(shard, last.get(Index.GSI1.sort()).s(), key.pk(), key.sk());
    }
}
