package dev.tracks.lambda.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class JsonTest {
    private static final String NINES = "9".repeat(38);

    /** DynamoDB stores 38 digits, from 1E-130 to 9.99E+125, and zero. */
    static List<String> kept() {
        return List.of(
                "0",
                "-0",
                "0.000",
                "0e10",
                "-1",
                NINES,
                "-" + NINES + "e88",
                "9." + NINES.substring(1) + "E+125",
                "1" + "0".repeat(125),
                "1e-130",
                "0." + "0".repeat(129) + "1",
                "1e0000000000000000000005",
                "12.50e-2",
                "1." + "0".repeat(900));
    }

    @ParameterizedTest
    @MethodSource("kept")
    void aNumberThatDynamoDbCanStoreIsRead(String number) {
        assertThat(Json.read("{\"n\":" + number + "}").get("n").decimalValue())
                .isEqualByComparingTo(new BigDecimal(number));
    }

    static List<String> refused() {
        return List.of(
                "1e126",
                "-1e126",
                "1e-131",
                "1" + "0".repeat(126),
                "0." + "0".repeat(130) + "1",
                NINES + "9",
                "1." + NINES,
                "1e2147483647",
                "1e2147483648",
                "1e-2147483648",
                "10e2147483647",
                "0.1e-2147483648",
                "1e99999999999",
                "1e-99999999999",
                "1e9223372036854775807",
                "1e9223372036854775808",
                "10e9223372036854775807",
                "0.1e-9223372036854775808",
                "1e" + "9".repeat(900),
                "0e99999999999",
                "0e-2147483648",
                "9".repeat(1_001),
                "9".repeat(60_000),
                "0." + "0".repeat(60_000));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void everyOtherNumberIsRejectedByTheNameOfItsField(String number) {
        String text = "{\"a\":1,\"list\":[{\"x\":1},{\"b\":{\"c d\":[0," + number + "]}}]}";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        for (InvalidRequestException refusal : List.of(
                catchThrowableOfType(InvalidRequestException.class, () -> Json.read(text)),
                catchThrowableOfType(
                        InvalidRequestException.class, () -> Json.read(new ByteArrayInputStream(bytes))))) {
            assertThat(refusal.problems())
                    .containsExactly(new FieldProblem(
                            "list[1].b.c d[1]", "must be a number of at most 38 digits, from 1e-130 to 9.9e125 or 0"));
        }
    }

    @Test
    void aTopLevelNumberIsRejectedAsTheInput() {
        assertThatThrownBy(() -> Json.read("1e999")).hasMessageStartingWith("the input must be a number");
    }

    @Test
    void aLongFieldNameIsShortened() {
        String name = "n".repeat(50_000) + "\\ud800";

        assertThat(catchThrowableOfType(InvalidRequestException.class, () -> Json.read("{\"" + name + "\":1e999}"))
                        .problems())
                .allSatisfy(problem -> assertThat(problem.field()).hasSizeLessThanOrEqualTo(200));
    }

    /** Malformed JSON with a valid number: the problem is the input's, not the number's. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1x}",
                "{\"a\":1,}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1}}",
                "{\"a\":01}",
                "{\"a\":1.}",
                "{\"a\":NaN}",
                "{\"a\":+1}",
                "{\"a\":1e}"
            })
    void malformedJsonIsRejectedAsTheInput(String text) {
        assertThat(catchThrowableOfType(InvalidRequestException.class, () -> Json.read(text))
                        .problems())
                .extracting(FieldProblem::field)
                .containsExactly("");
    }

    @Test
    void aHundredLevelsOfNestingAreRead() {
        assertThat(Json.read("[1,".repeat(100) + "1" + "]".repeat(100)).isArray())
                .isTrue();
        assertThatThrownBy(() -> Json.read("[1,".repeat(101) + "1" + "]".repeat(101)))
                .hasMessageContaining("nested at most 100 levels deep");
    }
}
