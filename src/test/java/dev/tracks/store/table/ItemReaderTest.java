package dev.tracks.store.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tracks.domain.decision.RunStatus;
import dev.tracks.store.table.ItemReader.UnreadableItemException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items with missing or invalid attributes, and numbers of every size. */
class ItemReaderTest {
    static Stream<BiConsumer<ItemReader, String>> required() {
        return Stream.of(
                ItemReader::text,
                (item, name) -> item.name(name, RunStatus.class),
                ItemReader::time,
                ItemReader::number,
                ItemReader::flag,
                ItemReader::json,
                ItemReader::texts,
                ItemReader::maps,
                ItemReader::source);
    }

    @ParameterizedTest
    @MethodSource("required")
    void aMissingAttributeIsRefusedByName(BiConsumer<ItemReader, String> read) {
        assertRefused(Map.of(), read, "attribute wanted is missing");
    }

    @ParameterizedTest
    @MethodSource("required")
    void anAttributeOfAnotherTypeIsRefusedByName(BiConsumer<ItemReader, String> read) {
        Map<String, AttributeValue> item = Map.of("wanted", AttributeValue.fromNs(List.of("1")));

        assertRefused(item, read, "attribute wanted must be of type");
    }

    @Test
    void anUnknownNameIsRefusedWithTheKnownNames() {
        assertRefused(
                Map.of("wanted", Items.text("lost")),
                (item, name) -> item.name(name, RunStatus.class),
                "attribute wanted must be one of skipped, deferred, enrolled, invited, cancelled");
    }

    private static void assertRefused(
            Map<String, AttributeValue> item, BiConsumer<ItemReader, String> read, String problem) {
        assertThatExceptionOfType(UnreadableItemException.class)
                .isThrownBy(() -> read.accept(new ItemReader(item), "wanted"))
                .withMessageStartingWith(problem);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void smallWholeNumbersAreReadAsIntegers(int number) {
        assertThat(Items.fromJson(Items.json(number))).isEqualTo(number);
        assertThat(Items.fromJson(Items.json((long) number))).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(longs = {Integer.MAX_VALUE + 1L, Integer.MIN_VALUE - 1L, 999_999_999_999_999_999L})
    void largerWholeNumbersAreReadAsLongs(long number) {
        assertThat(Items.fromJson(Items.json(number))).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.5", "-12.25", "12345678901234567890", "100000000000000000000.5"})
    void otherNumbersAreReadAsDecimals(String number) {
        assertThat(Items.fromJson(Items.json(new BigDecimal(number)))).isEqualTo(new BigDecimal(number));
    }

    @Test
    void aWholeNumberWithAnExponentIsWhole() {
        assertThat(Items.fromJson(AttributeValue.fromN("1E+3"))).isEqualTo(1000);
        assertThat(Items.fromJson(AttributeValue.fromN("1E+17"))).isEqualTo(100_000_000_000_000_000L);
        assertThat(Items.fromJson(AttributeValue.fromN("1E+18"))).isEqualTo(new BigDecimal("1000000000000000000"));
        assertThat(Items.fromJson(AttributeValue.fromN("7.0"))).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "1e99999999999", "9223372036854775808", "1e400", "x", ""})
    void aNumberThatIsNotWholeIsRefusedByName(String number) {
        assertRefused(
                Map.of("wanted", AttributeValue.fromN(number)),
                ItemReader::number,
                "attribute wanted must be a whole number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e99999999999", "1e2147483648", "x", ""})
    void aNumberThatCannotBeReadIsRefusedByName(String number) {
        Map<String, AttributeValue> value =
                Map.of("wanted", AttributeValue.fromM(Map.of("n", AttributeValue.fromN(number))));

        assertRefused(value, ItemReader::json, "attribute wanted contains a number that cannot be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E+125", "-9.9999999999999999999999999999999999999E+125", "1E-130"})
    void theLargestAndTheSmallestNumberAreReadUnchanged(String number) {
        assertThat(Items.fromJson(Items.json(new BigDecimal(number))))
                .asInstanceOf(InstanceOfAssertFactories.BIG_DECIMAL)
                .isEqualByComparingTo(number);
    }

    @Test
    void aValueThatIsNotJsonIsRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> Items.json(new Object()));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Items.fromJson(AttributeValue.fromNs(List.of("1"))));
    }
}
