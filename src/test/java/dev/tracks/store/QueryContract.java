package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tracks.store.table.Check;
import dev.tracks.store.table.Condition;
import dev.tracks.store.table.Index;
import dev.tracks.store.table.ItemWriter;
import dev.tracks.store.table.Items;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.Table;
import dev.tracks.store.table.Table.Query;
import dev.tracks.store.table.Table.Range;
import dev.tracks.store.table.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Queries read a partition of the table or of an index, in order, page by page. */
interface QueryContract extends WithPorts {
    String PARTITION = "USER#ada";

    private Table table() {
        return ports().table;
    }

    private void put(String... sortKeys) {
        for (String sort : sortKeys) {
            ports().overwrite(ItemWriter.at(new Key(PARTITION, sort)).build());
        }
    }

    private List<String> sortKeys(Query query) {
        return Pages.all(table(), query).map(item -> Items.key(item).sk()).toList();
    }

    @Test
    default void aQueryReadsOnePartitionInTheOrderOfCodePoints() {
        put("b", "a#2", "a", "é", "Z", "a#10", "\uFF5Ewave", "\uD83C\uDF89party");
        ports().overwrite(ItemWriter.at(new Key("USER#linus", "a")).build());

        assertThat(sortKeys(Query.prefix(Index.TABLE, PARTITION, "")))
                .containsExactly("Z", "a", "a#10", "a#2", "b", "é", "\uFF5Ewave", "\uD83C\uDF89party");
    }

    @Test
    default void aPrefixMatchesOnlyKeysThatStartWithIt() {
        put("RUN#a", "RUN#b", "RUN", "RUM#z", "RUO#a", "RUN#\uD83C\uDF89");

        assertThat(sortKeys(Query.prefix(Index.TABLE, PARTITION, "RUN#")))
                .containsExactly("RUN#a", "RUN#b", "RUN#\uD83C\uDF89");
    }

    @Test
    default void boundsAreInclusive() {
        put("1", "2", "3");

        assertThat(sortKeys(Query.of(Index.TABLE, PARTITION, Range.UP_TO, "2"))).containsExactly("1", "2");
        assertThat(sortKeys(Query.of(Index.TABLE, PARTITION, Range.AT_LEAST, "2")))
                .containsExactly("2", "3");
    }

    @Test
    default void aReversedQueryReadsItsRangeFromTheEndPageByPage() {
        put("a", "b#1", "b#2", "b#3", "b#4", "c", "d");
        Query query = Query.prefix(Index.TABLE, PARTITION, "b#").reversed();
        Table.Page first = table().query(query.page(3, Optional.empty()));

        assertThat(first.items()).extracting(item -> Items.key(item).sk()).containsExactly("b#4", "b#3", "b#2");
        assertThat(table().query(query.page(3, first.last())).items())
                .extracting(item -> Items.key(item).sk())
                .containsExactly("b#1");
        assertThat(sortKeys(Query.of(Index.TABLE, PARTITION, Range.UP_TO, "b#2").reversed()))
                .containsExactly("b#2", "b#1", "a");
        assertThat(sortKeys(
                        Query.of(Index.TABLE, PARTITION, Range.AT_LEAST, "b#4").reversed()))
                .containsExactly("d", "c", "b#4");
    }

    @Test
    default void pagesHaveNoGapsOrOverlapsDespiteInsertsAndDeletes() {
        put("1", "3", "5", "7");
        Query query = Query.prefix(Index.TABLE, PARTITION, "");
        Table.Page first = table().query(query.page(2, Optional.empty()));
        put("2", "4");
        table().write(List.of(new Write.Delete(new Key(PARTITION, "3"), Check.of(Condition.ALWAYS))));

        Table.Page second = table().query(query.page(2, first.last()));
        Table.Page third = table().query(query.page(2, second.last()));

        assertThat(first.items()).extracting(item -> Items.key(item).sk()).containsExactly("1", "3");
        assertThat(second.items()).extracting(item -> Items.key(item).sk()).containsExactly("4", "5");
        assertThat(third.items()).extracting(item -> Items.key(item).sk()).containsExactly("7");
        assertThat(third.last()).isEmpty();
    }

    @Test
    default void anEmptyPartitionIsAnEmptyPage() {
        assertThat(table().query(Query.prefix(Index.GSI1, "PEOPLE#3", "")))
                .isEqualTo(new Table.Page(List.of(), Optional.empty()));
    }

    @Test
    default void aStartInAnotherPartitionIsRefused() {
        put("1");
        Map<String, AttributeValue> elsewhere = new Key("USER#linus", "1").attributes();

        assertThatExceptionOfType(DynamoDbException.class)
                .isThrownBy(() ->
                        table().query(Query.prefix(Index.TABLE, PARTITION, "").page(1, Optional.of(elsewhere))));
    }

    @Test
    default void anIndexContainsExactlyTheItemsWithItsAttributesAndFollowsTheirChanges() {
        Key key = new Key(PARTITION, "RUN#1");
        put("RUN#2");
        ports().overwrite(ItemWriter.at(key).index(Index.GSI2, "DUE#1", "2025").build());
        assertThat(inIndex("DUE#1")).containsExactly(key);

        update(key, Map.of("GSI2PK", Items.text("DUE#2")), Set.of());
        assertThat(inIndex("DUE#1")).isEmpty();
        assertThat(inIndex("DUE#2")).containsExactly(key);

        update(key, Map.of(), Set.of("GSI2PK", "GSI2SK"));
        assertThat(inIndex("DUE#2")).isEmpty();
        assertThat(table().get(key)).contains(ItemWriter.at(key).build());
    }

    @Test
    default void anEntryOfAnIndexHasTheKeysAndTheProjectedAttributesOnly() {
        Key key = new Key(PARTITION, "RUN#1");
        Map<String, AttributeValue> item = ItemWriter.at(key)
                .index(Index.GSI1, "STEP#day-1#s1#0", "2025")
                .index(Index.GSI2, "DUE#1", "2025")
                .index(Index.GSI3, "ENROLLEE#grace", "2025")
                .text("status", "deferred")
                .text("reason", "none")
                .text("pending", "deferred")
                .text("confirmationClaimedAt", "2025")
                .number("version", 1)
                .build();
        ports().overwrite(item);

        assertThat(onlyEntry(Index.GSI1, "STEP#day-1#s1#0"))
                .containsOnlyKeys("PK", "SK", "GSI1PK", "GSI1SK", "status", "reason");
        assertThat(onlyEntry(Index.GSI2, "DUE#1")).containsOnlyKeys("PK", "SK", "GSI2PK", "GSI2SK");
        assertThat(onlyEntry(Index.GSI3, "ENROLLEE#grace")).isEqualTo(item);
    }

    private Map<String, AttributeValue> onlyEntry(Index index, String partition) {
        List<Map<String, AttributeValue>> entries =
                table().query(Query.prefix(index, partition, "")).items();
        assertThat(entries).hasSize(1);
        return entries.get(0);
    }

    @Test
    default void anIndexDropsDeletedAndReplacedItems() {
        Key key = new Key(PARTITION, "RUN#1");
        Map<String, AttributeValue> item =
                ItemWriter.at(key).index(Index.GSI2, "DUE#1", "2025").build();
        ports().overwrite(item);
        ports().overwrite(ItemWriter.at(key).build());
        assertThat(inIndex("DUE#1")).isEmpty();

        ports().overwrite(item);
        table().write(List.of(new Write.Delete(key, Check.of(Condition.ALWAYS))));
        assertThat(inIndex("DUE#1")).isEmpty();
    }

    @Test
    default void anIndexPagesThroughEqualSortKeys() {
        List<Key> keys = IntStream.range(0, 25)
                .mapToObj(number -> new Key(PARTITION, "RUN#" + number))
                .toList();
        keys.forEach(key -> ports().overwrite(ItemWriter.at(key)
                .index(Index.GSI3, "ENROLLEE#grace", "2025")
                .build()));
        List<Key> found = new ArrayList<>();
        Query query = Query.prefix(Index.GSI3, "ENROLLEE#grace", "");

        Optional<Map<String, AttributeValue>> from = Optional.empty();
        do {
            Table.Page page = table().query(query.page(10, from));
            page.items().forEach(item -> found.add(Items.key(item)));
            from = page.last();
        } while (from.isPresent());

        assertThat(found).containsExactlyInAnyOrderElementsOf(keys);
    }

    private List<Key> inIndex(String partition) {
        return Pages.all(table(), Query.prefix(Index.GSI2, partition, ""))
                .map(Items::key)
                .toList();
    }

    private void update(Key key, Map<String, AttributeValue> set, Set<String> remove) {
        table().write(List.of(new Write.Update(key, set, remove, Check.of(Condition.ALWAYS))));
    }
}
