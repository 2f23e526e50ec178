package dev.tracks.store;

import dev.tracks.store.table.Index;
import dev.tracks.store.table.ItemWriter;
import dev.tracks.store.table.Items;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Table;
import dev.tracks.usecase.view.Directory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A list in the first index that is spread over shards. Its sort keys end with a time, and it is read newest first over
 * all shards. Items with the same time are ordered by shard, and within a shard as in the index. So the last item of a
 * page determines where the next page begins in every shard: in earlier shards after that time, in later shards at that
 * time, and in the item's own shard after the item.
 */
public final class ShardedList {
    private final Table table;
    private final IntFunction<Table.Query> query;

    /** @param query the query for one shard of the list, in the order of sort keys */
    public ShardedList(Table table, IntFunction<Table.Query> query) {
        this.table = table;
        this.query = query;
    }

    /** The next item of a shard, and the items after it. */
    private record Head(int shard, Map<String, AttributeValue> item, Iterator<Map<String, AttributeValue>> rest) {
        static Optional<Head> of(int shard, Iterator<Map<String, AttributeValue>> items) {
            return items.hasNext() ? Optional.of(new Head(shard, items.next(), items)) : Optional.empty();
        }

        Optional<Head> next() {
            return of(shard, rest);
        }

        String sort() {
            return ShardedList.sort(item);
        }
    }

    private static final Comparator<Head> NEWEST_FIRST =
            Comparator.comparing(Head::sort).reversed().thenComparing(Head::shard);
    /** Also of items with the same time in a shard. */
    private static final Comparator<Head> IN_ORDER = NEWEST_FIRST.thenComparing(
            head -> Items.key(head.item()), Comparator.comparing(Key::pk).thenComparing(Key::sk));

    /** A page of the list. Only the last page, which has no cursor, may be shorter than the limit. */
    public <T> Directory.Page<T> page(
            int limit, Optional<String> cursor, Function<Map<String, AttributeValue>, T> read) {
        // A shard has a sixteenth of a page on average. Few of them have to be read again.
        return page(limit, cursor, read, new Examined<>(items -> item -> true, 1), limit / 8 + 2);
    }

    /**
     * A page of the items that match. It ends early after {@link Directory#EXAMINED} items, so that its cost does not
     * depend on how many match; the next page continues there.
     */
    <T> Directory.Page<T> matching(
            Predicate<T> filter, int limit, Optional<String> cursor, Function<Map<String, AttributeValue>, T> read) {
        return page(limit, cursor, read, new Examined<>(items -> filter, 1), Directory.EXAMINED / Keys.SHARDS);
    }

    /** The same, with a filter that examines up to {@link Directory#BATCH} items at once. */
    public <T> Directory.Page<T> matchingInBatches(
            Directory.Filter<T> filter,
            int limit,
            Optional<String> cursor,
            Function<Map<String, AttributeValue>, T> read) {
        Examined<T> inBatches = new Examined<>(filter, Directory.BATCH);
        return page(limit, cursor, read, inBatches, Directory.EXAMINED / Keys.SHARDS);
    }

    /** How items are examined: so many at once. */
    private record Examined<T>(Directory.Filter<T> filter, int atOnce) {}

    private <T> Directory.Page<T> page(
            int limit,
            Optional<String> cursor,
            Function<Map<String, AttributeValue>, T> read,
            Examined<T> examined,
            int perShard) {
        PriorityQueue<Head> heads = heads(perShard, cursor.map(text -> Cursor.decode(text, 4)));
        List<T> found = new ArrayList<>();
        Optional<Head> last = Optional.empty();
        boolean more = !heads.isEmpty();
        for (int left = Directory.EXAMINED; left > 0 && found.size() < limit && more; left -= examined.atOnce()) {
            List<Head> batch = next(heads, Math.min(left, examined.atOnce()));
            List<T> items = batch.stream().map(head -> read.apply(head.item())).toList();
            Predicate<T> matches = examined.filter().among(items);
            int at = 0;
            for (; at < batch.size() && found.size() < limit; at++) {
                Optional.of(items.get(at)).filter(matches).ifPresent(found::add);
                last = Optional.of(batch.get(at));
            }
            more = at < batch.size() || !heads.isEmpty();
        }
        return new Directory.Page<>(found, more ? last.map(ShardedList::cursor) : Optional.empty());
    }

    private static List<Head> next(PriorityQueue<Head> heads, int most) {
        List<Head> next = new ArrayList<>();
        while (next.size() < most && !heads.isEmpty()) {
            Head head = heads.remove();
            head.next().ifPresent(heads::add);
            next.add(head);
        }
        return next;
    }

    /** A page of these items of the list, which were read by their keys, in the order of the list. */
    public <T> Directory.Page<T> pageOf(
            List<Map<String, AttributeValue>> items,
            int limit,
            Optional<String> cursor,
            Function<Map<String, AttributeValue>, T> read) {
        Optional<Head> last = cursor.map(text -> Cursor.decode(text, 4)).map(this::place);
        List<Map<String, AttributeValue>> rest = items.stream()
                .map(item -> new Head(shard(item), item, Collections.emptyIterator()))
                .filter(head -> last.isEmpty() || IN_ORDER.compare(head, last.get()) > 0)
                .sorted(IN_ORDER)
                .map(Head::item)
                .toList();
        return Pages.cut(rest, limit, item -> cursor(new Head(shard(item), item, Collections.emptyIterator())), read);
    }

    private Head place(Cursor place) {
        int shard = place.shard(0);
        Table.Query query = this.query.apply(shard);
        return new Head(shard, startKey(place, query, time(place, query)), Collections.emptyIterator());
    }

    /** The shard is the last part of the partition's name. */
    private static int shard(Map<String, AttributeValue> item) {
        String partition = item.get(Index.GSI1.partition()).s();
        return Integer.parseInt(partition.substring(partition.lastIndexOf('#') + 1));
    }

    private PriorityQueue<Head> heads(int perShard, Optional<Cursor> after) {
        PriorityQueue<Head> heads = new PriorityQueue<>(NEWEST_FIRST);
        for (int shard = 0; shard < Keys.SHARDS; shard++) {
            Table.Query newestFirst = query.apply(shard).reversed().page(perShard, Optional.empty());
            Head.of(shard, items(newestFirst, shard, after).iterator()).ifPresent(heads::add);
        }
        return heads;
    }

    private Stream<Map<String, AttributeValue>> items(Table.Query shard, int number, Optional<Cursor> after) {
        if (after.isEmpty()) {
            return Pages.all(table, shard);
        }
        Cursor place = after.get();
        String time = time(place, shard);
        int own = place.shard(0);
        // No item has these sort keys, because all end with Z.
        String start = number == own ? time : number < own ? time.substring(0, time.length() - 1) : time + "~";
        return shard.covers(start)
                ? Pages.all(table, shard.page(shard.limit(), Optional.of(startKey(place, shard, start))))
                : Stream.empty();
    }

    private static String time(Cursor place, Table.Query shard) {
        String time = place.sortKey(1, shard);
        if (time.length() < 2
                || !time.endsWith("Z")
                || place.part(2).isEmpty()
                || place.part(3).isEmpty()) {
            throw new Directory.InvalidCursorException();
        }
        return time;
    }

    private static Map<String, AttributeValue> startKey(Cursor place, Table.Query shard, String sort) {
        return ItemWriter.at(new Key(place.part(2), place.part(3)))
                .index(Index.GSI1, shard.partition(), sort)
                .build();
    }

    private static String cursor(Head last) {
        Key key = Items.key(last.item());
        return Cursor.encode(Integer.toString(last.shard()), last.sort(), key.pk(), key.sk());
    }

    /** The items shard by shard: fewer requests than in order. */
    Stream<Map<String, AttributeValue>> unordered() {
        return IntStream.range(0, Keys.SHARDS)
                .boxed()
                .flatMap(shard -> Pages.all(table, query.apply(shard).reversed()));
    }

    /** At most that many of the items whose sort keys are before the end: shard by shard, the first of each first. */
    <T> Directory.Part<T> part(String end, int most, Function<Map<String, AttributeValue>, T> read) {
        List<T> found = IntStream.range(0, Keys.SHARDS)
                .boxed()
                .flatMap(shard -> Pages.all(table, query.apply(shard))
                        .takeWhile(item -> sort(item).compareTo(end) < 0))
                .limit(most + 1L)
                .map(read)
                .toList();
        return new Directory.Part<>(found.stream().limit(most).toList(), found.size() <= most);
    }

    private static String sort(Map<String, AttributeValue> item) {
        return item.get(Index.GSI1.sort()).s();
    }
}
