package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tracks.Fixtures;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.store.table.Check;
import dev.tracks.store.table.Condition;
import dev.tracks.store.table.Index;
import dev.tracks.store.table.ItemReader;
import dev.tracks.store.table.ItemWriter;
import dev.tracks.store.table.Items;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Table;
import dev.tracks.store.table.Write;
import dev.tracks.usecase.WriteResult;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Single items and writes: each write is applied completely or not at all, under its condition. */
interface TableContract extends WithPorts {
    Key KEY = new Key("USER#ada", "RUN#1");
    Key OTHER = new Key("USER#ada", "RUN#2");

    private Table table() {
        return ports().table;
    }

    @Test
    default void everyTypeOfValueIsReadAsItWasWritten() {
        Map<String, Object> json = new HashMap<>();
        json.put("text", "näme 🎉 {{user}}");
        json.put("empty", "");
        json.put("number", 42);
        json.put("negative", -7);
        json.put("large", 12_345_678_901L);
        json.put("fraction", new BigDecimal("0.25"));
        json.put("flag", false);
        json.put("nothing", null);
        json.put("list", List.of("a", 1, List.of(), Map.of()));
        json.put("map", Map.of("inner", Map.of("deep", true)));
        ports().overwrite(ItemWriter.at(KEY).json("value", json).build());

        Map<String, AttributeValue> item = table().get(KEY).orElseThrow();

        assertThat(new ItemReader(item).json("value")).isEqualTo(json);
    }

    @Test
    default void aMissingItemIsEmpty() {
        assertThat(table().get(KEY)).isEmpty();
        assertThat(table().batchGet(List.of(KEY, OTHER))).isEmpty();
    }

    @Test
    default void aBatchOmitsMissingItemsAndReturnsRepeatedKeysOnce() {
        ports().overwrite(item(KEY, 1));

        assertThat(table().batchGet(List.of(OTHER, KEY, KEY))).isEqualTo(Map.of(KEY, item(KEY, 1)));
    }

    @Test
    default void aPutReplacesTheWholeItem() {
        ports().overwrite(ItemWriter.at(KEY).text("old", "x").build());

        ports().overwrite(item(KEY, 1));

        assertThat(table().get(KEY)).contains(item(KEY, 1));
    }

    @Test
    default void anUpdateSetsAndRemovesAndKeepsTheRest() {
        ports().overwrite(ItemWriter.at(KEY)
                .text("kept", "k")
                .text("size", "reserved words too")
                .text("gone", "g")
                .build());

        write(new Write.Update(
                KEY, Map.of("size", Items.number(3), "new", Items.text("n")), Set.of("gone", "absent"), always()));

        assertThat(table().get(KEY))
                .contains(ItemWriter.at(KEY)
                        .text("kept", "k")
                        .number("size", 3)
                        .text("new", "n")
                        .build());
    }

    @Test
    default void anUpdateSetsSomeAttributesOnlyIfTheyAreMissing() {
        ports().overwrite(ItemWriter.at(KEY).text("kept", "before").build());
        Map<String, AttributeValue> ifAbsent = Map.of("kept", Items.text("after"), "new", Items.text("after"));

        write(new Write.Update(KEY, Map.of("set", Items.text("after")), ifAbsent, Set.of("gone"), always()));

        assertThat(table().get(KEY))
                .contains(ItemWriter.at(KEY)
                        .text("kept", "before")
                        .text("new", "after")
                        .text("set", "after")
                        .build());
    }

    @Test
    default void anUpdateOfAMissingItemCreatesIt() {
        write(new Write.Update(KEY, Map.of("version", Items.number(1)), Set.of(), always()));

        assertThat(table().get(KEY)).contains(item(KEY, 1));
    }

    @Test
    default void aDeleteRemovesTheItemAndAcceptsAMissingOne() {
        ports().overwrite(item(KEY, 1));

        write(new Write.Delete(KEY, always()));
        write(new Write.Delete(KEY, always()));

        assertThat(table().get(KEY)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Condition.class)
    default void eachConditionHoldsForExactlyTheExpectedItems(Condition condition) {
        for (ConditionCase example : ConditionCase.of(condition)) {
            Map<String, AttributeValue> after =
                    ItemWriter.at(KEY).text("by", "put").build();

            WriteResult written = writeOver(example, List.of(new Write.Put(after, example.check())));

            assertThat(written).as(example.toString()).isEqualTo(example.written());
            assertThat(table().get(KEY))
                    .as(example.toString())
                    .isEqualTo(example.holds() ? Optional.of(after) : example.before());
        }
    }

    @ParameterizedTest
    @EnumSource(Condition.class)
    default void eachConditionGuardsUpdatesAndDeletesTheSameWay(Condition condition) {
        for (ConditionCase example : ConditionCase.of(condition)) {
            Write update = new Write.Update(KEY, Map.of("by", Items.text("update")), Set.of(), example.check());
            assertThat(writeOver(example, List.of(update)))
                    .as(example.toString())
                    .isEqualTo(example.written());
            assertThat(table().get(KEY).filter(item -> item.containsKey("by")).isPresent())
                    .isEqualTo(example.holds());

            Write delete = new Write.Delete(KEY, example.check());
            assertThat(writeOver(example, List.of(delete)))
                    .as(example.toString())
                    .isEqualTo(example.written());
            assertThat(table().get(KEY)).isEqualTo(example.holds() ? Optional.empty() : example.before());
        }
    }

    @ParameterizedTest
    @EnumSource(Condition.class)
    default void aFailedConditionLeavesNothingOfItsTransactionWritten(Condition condition) {
        for (ConditionCase example : ConditionCase.of(condition)) {
            Write guarded = new Write.Update(KEY, Map.of("by", Items.text("update")), Set.of(), example.check());
            Write free = new Write.Put(item(OTHER, 1), always());
            for (List<Write> parts : List.of(List.of(free, guarded), List.of(guarded, free))) {
                write(new Write.Delete(OTHER, always()));

                assertThat(writeOver(example, parts)).as(example.toString()).isEqualTo(example.written());

                assertThat(table().get(OTHER).isPresent()).isEqualTo(example.holds());
                assertThat(table().get(KEY)
                                .filter(item -> item.containsKey("by"))
                                .isPresent())
                        .isEqualTo(example.holds());
            }
        }
    }

    @Test
    default void aTransactionPutsUpdatesAndDeletesTogether() {
        Key third = new Key("GRAPH", "GRAPH");
        ports().overwrite(item(OTHER, 1));
        ports().overwrite(item(third, 1));

        write(
                new Write.Put(item(KEY, 1), Check.of(Condition.RUN_IS_NEW)),
                new Write.Update(OTHER, Map.of("version", Items.number(2)), Set.of(), always()),
                new Write.Delete(third, Check.version(Condition.GRAPH_UNCHANGED, 1)));

        assertThat(table().batchGet(List.of(KEY, OTHER, third)))
                .isEqualTo(Map.of(KEY, item(KEY, 1), OTHER, item(OTHER, 2)));
    }

    @ParameterizedTest
    @EnumSource(Condition.class)
    default void aConditionCheckDecidesTheTransactionAndDoesNotChangeItsItem(Condition condition) {
        if (condition == Condition.ALWAYS) {
            return; // Without a condition, there is nothing to check.
        }
        for (ConditionCase example : ConditionCase.of(condition)) {
            write(new Write.Delete(OTHER, always()));
            Write required = new Write.ConditionCheck(KEY, example.check());

            WriteResult written = writeOver(example, List.of(required, new Write.Put(item(OTHER, 1), always())));

            assertThat(written).as(example.toString()).isEqualTo(example.written());
            assertThat(table().get(OTHER).isPresent()).as(example.toString()).isEqualTo(example.holds());
            assertThat(table().get(KEY)).as(example.toString()).isEqualTo(example.before());
        }
    }

    @Test
    default void aTimeToLiveCanBeSetOnTheItemTypesThatMayExpireOnly() {
        Map<String, AttributeValue> expires = Map.of("expiresAtEpoch", Items.number(1));
        for (Key key : List.of(
                Keys.participant("ada"),
                Keys.enrollment("ada", new EnrollmentRef("week-1", 1)),
                Keys.invitation("ada", "week-1", 1),
                Keys.undeliverable(new MessageRef(MessageKind.REMINDER, "ada", "week-1", 1)),
                Keys.run(Fixtures.cause("day-1", "s1", "ada", 1)),
                Keys.track("day-1"),
                Keys.step("day-1", "s1"),
                Keys.removedStep("day-1", "s1", Fixtures.NOW),
                Keys.GRAPH)) {
            Map<String, AttributeValue> item =
                    ItemWriter.at(key).number("expiresAtEpoch", 1).build();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Write.Put(item, always()))
                    .withMessageContaining(key.toString());
            assertThatIllegalArgumentException().isThrownBy(() -> new Write.Update(key, expires, Set.of(), always()));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Write.Update(key, Map.of(), expires, Set.of(), always()));
        }
        for (Key key : List.of(
                Keys.idempotency("root", "k"),
                Keys.testMessage("ada", "week-1", 1),
                Keys.undeliverable(new MessageRef(MessageKind.TEST, "ada", "week-1", 1)))) {
            write(new Write.Put(ItemWriter.at(key).all(expires).build(), always()));

            assertThat(table().get(key)).get().returns(true, item -> item.containsKey("expiresAtEpoch"));
        }
    }

    @Test
    default void oneItemTwiceInATransactionIsRefused() {
        List<Write> twice = List.of(new Write.Put(item(KEY, 1), always()), new Write.Delete(KEY, always()));

        assertThatExceptionOfType(DynamoDbException.class).isThrownBy(() -> table().write(twice));

        assertThat(table().get(KEY)).isEmpty();
    }

    @Test
    default void anEmptyIndexKeyIsRefused() {
        Map<String, AttributeValue> item =
                ItemWriter.at(KEY).index(Index.GSI1, "PEOPLE#0", "").build();

        assertThatExceptionOfType(DynamoDbException.class).isThrownBy(() -> ports().overwrite(item));

        assertThat(table().get(KEY)).isEmpty();
    }

    @Test
    default void changingAReadItemDoesNotChangeTheTable() {
        ports().overwrite(item(KEY, 1));
        Map<String, AttributeValue> read = table().get(KEY).orElseThrow();
        try {
            read.put("version", Items.number(9));
        } catch (UnsupportedOperationException refused) {
            assertThat(read).isEqualTo(item(KEY, 1));
        }

        assertThat(table().get(KEY)).contains(item(KEY, 1));
    }

    private WriteResult writeOver(ConditionCase example, List<Write> writes) {
        example.before().ifPresentOrElse(ports()::overwrite, () -> write(new Write.Delete(KEY, always())));
        return table().write(writes);
    }

    private void write(Write... writes) {
        assertThat(table().write(List.of(writes))).isEqualTo(WriteResult.WRITTEN);
    }

    private static Map<String, AttributeValue> item(Key key, int version) {
        return ItemWriter.at(key).number(Items.VERSION, version).build();
    }

    private static Check always() {
        return Check.of(Condition.ALWAYS);
    }
}
