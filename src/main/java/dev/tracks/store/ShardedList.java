package dev.tracks.store;

import dev.tracks.usecase.Directory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A list in the first index that is spread over shards: walked one after the other; the cursor says where. */
final class ShardedList {
    private final Table table;
    private final IntFunction<Table.Query> query;

    /** @param query the part of the list that is in a shard */
    ShardedList(Table table, IntFunction<Table.Query> query) {
        this.table = table;
        this.query = query;
    }

    /** All of it; each page is read when it is come to. */
    Stream<Map<String, AttributeValue>> all() {
        return IntStream.range(0, Keys.SHARDS).boxed().flatMap(shard -> Pages.all(table, query.apply(shard)));
    }

    /** A page of it, maybe shorter than the limit only at its end. */
    <T> Directory.Page<T> page(int limit, Optional<String> cursor, Function<Map<String, AttributeValue>, T> read) {
        Optional<Cursor> after = cursor.map(text -> Cursor.decode(text, 4));
        List<T> found = new ArrayList<>();
        int first = after.map(place -> place.number(0)).orElse(0);
        for (int shard = first; shard < Keys.SHARDS; shard++) {
            Table.Query part = query.apply(shard);
            Optional<Map<String, AttributeValue>> from =
                    shard == first ? after.flatMap(place -> startKey(part, place)) : Optional.empty();
            Table.Page page = table.query(part.page(limit - found.size(), from));
            page.items().stream().map(read).forEach(found::add);
            if (found.size() == limit) {
                return new Directory.Page<>(found, next(shard, page));
            }
        }
        return new Directory.Page<>(found, Optional.empty());
    }

    private static Optional<Map<String, AttributeValue>> startKey(Table.Query part, Cursor place) {
        if (place.part(1).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(ItemWriter.at(new Key(place.part(2), place.part(3)))
                .index(Index.GSI1, part.partition(), place.sortKey(1, part))
                .build());
    }

    private static Optional<String> next(int shard, Table.Page page) {
        if (page.last().isPresent()) {
            Map<String, AttributeValue> last = page.last().get();
            Key key = Items.key(last);
            String sort = last.get(Index.GSI1.sort()).s();
            return Optional.of(Cursor.encode(Integer.toString(shard), sort, key.pk(), key.sk()));
        }
        boolean more = shard + 1 < Keys.SHARDS;
        return more ? Optional.of(Cursor.encode(Integer.toString(shard + 1), "", "", "")) : Optional.empty();
    }
}
