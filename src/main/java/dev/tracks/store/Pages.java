package dev.tracks.store;

import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.Invitation;
import dev.tracks.store.item.EnrollmentItem;
import dev.tracks.store.item.InvitationItem;
import dev.tracks.store.table.Index;
import dev.tracks.store.table.Items;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Table;
import dev.tracks.usecase.view.Directory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads the pages of a query. */
public final class Pages {
    private Pages() {}

    /** The person's instances of a track, oldest first. */
    static List<Enrollment> instances(Table table, String participantId, String trackId) {
        return all(table, Table.Query.prefix(Index.TABLE, Keys.user(participantId), Keys.enrollments(trackId)))
                .map(EnrollmentItem::read)
                .toList();
    }

    /** The person's invitations to a track, oldest first. */
    public static List<Invitation> invitations(Table table, String participantId, String trackId) {
        return all(table, Table.Query.prefix(Index.TABLE, Keys.user(participantId), Keys.invitations(trackId)))
                .map(InvitationItem::read)
                .toList();
    }

    /** The items with these keys; those that do not exist are missing. One request for each {@link Directory#BATCH} keys. */
    public static Map<Key, Map<String, AttributeValue>> items(Table table, Stream<Key> keys) {
        List<Key> wanted = keys.distinct().toList();
        Map<Key, Map<String, AttributeValue>> found = new HashMap<>();
        for (int start = 0; start < wanted.size(); start += Directory.BATCH) {
            found.putAll(table.batchGet(wanted.subList(start, Math.min(start + Directory.BATCH, wanted.size()))));
        }
        return found;
    }

    /** All items of the query; each page is read only when the stream reaches it. */
    public static Stream<Map<String, AttributeValue>> all(Table table, Table.Query query) {
        return of(table, query).map(Table.Page::items).flatMap(List::stream);
    }

    /** The pages of the query; each is read only when the stream reaches it. */
    public static Stream<Table.Page> of(Table table, Table.Query query) {
        return Stream.iterate(
                table.query(query),
                Objects::nonNull,
                page -> page.last()
                        .map(last -> table.query(query.page(query.limit(), Optional.of(last))))
                        .orElse(null));
    }

    /**
     * The items of these entries of an index, in the same order, each read from the table as it is now. Those that were
     * deleted since are missing.
     */
    public static List<Map<String, AttributeValue>> items(Table table, List<Map<String, AttributeValue>> entries) {
        List<Key> keys = entries.stream().map(Items::key).toList();
        Map<Key, Map<String, AttributeValue>> found = items(table, keys.stream());
        return keys.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    /** A page of records, from a page of entries of an index: each is read from the table as it is now. */
    public static <T> Directory.Page<T> items(
            Table table,
            Directory.Page<Map<String, AttributeValue>> entries,
            Function<Map<String, AttributeValue>, T> read) {
        List<T> data = items(table, entries.data()).stream().map(read).toList();
        return new Directory.Page<>(data, entries.nextCursor());
    }

    /** A page of a list. The caller reads one item more than the limit, which shows whether another page follows. */
    static <T> Directory.Page<T> cut(
            List<Map<String, AttributeValue>> items,
            int limit,
            Function<Map<String, AttributeValue>, String> cursor,
            Function<Map<String, AttributeValue>, T> read) {
        boolean more = items.size() > limit;
        List<T> page = items.stream().limit(limit).map(read).toList();
        return new Directory.Page<>(page, more ? Optional.of(cursor.apply(items.get(limit - 1))) : Optional.empty());
    }
}
