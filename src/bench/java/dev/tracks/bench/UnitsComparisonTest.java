package dev.tracks.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class UnitsComparisonTest {
    private static String page(String units, String logs, String cost) {
        return """
                <!-- units -->
                | outcome | requests until the answer | read | write | index | requests afterwards | read | write | index | SQS |
                |---|---|---:|---:|---:|---|---:|---:|---:|---:|
                %s
                <!-- /units -->
                <!-- cost -->
                %s
                |---|---:|---:|---:|
                %s

                | a million DynamoDB read request units | 0.125 | source |
                <!-- /cost -->
                """.formatted(units, logs, cost);
    }

    private static final String BEFORE =
            page("""
            | skip | 1 BatchGetItem, 1 PutItem | 4 | 1 | 2 | 1 UpdateItem | 0.5 | 1 | 2 | 0 |
            | gone | – | 0 | 0 | 0 | – | 0 | 0 | 0 | 0 |""", "| a million of | table | logs | **dollars** |", "| skip | $1.25 | $0.294 | **$6.33** |");
    private static final String AFTER = page(
            """
            | skip | 1 BatchGetItem, 1 PutItem | 4 | 1 | 1 | – | 0 | 0 | 0 | 0 |
            | new | – | 0 | 0 | 0 | – | 0 | 0 | 0 | 0 |""",
            "| a million of | table | reads | logs | of it bytes, each | **dollars** |",
            "| skip | $0.625 | $0.500 | $0.150 | 300 | **$3.10** |");

    @Test
    void eachOutcomeOfBothPagesHasItsTotalsBeforeAndAfter() {
        assertThat(new UnitsComparison(BEFORE, AFTER).lines(0.5))
                .containsExactly(
                        "| before → after | requests | read | write | index | log bytes | dollars a million |",
                        "|---|---:|---:|---:|---:|---:|---:|",
                        "| skip | 3 → 2 | 4.5 → 4 | 2 → 1 | 4 → 1 | 588 → 300 | $6.33 → **$3.10** |");
    }

    @Test
    void anotherFileIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UnitsComparison("[]", AFTER).lines(0.5))
                .withMessageContaining("units");
    }
}
