package dev.tracks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.bench.CountedLists.ListCost;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountedListsTest {
    private final List<ListCost> costs = new CountedLists().count();

    private ListCost cost(String list, int records) {
        return costs.stream()
                .filter(cost -> cost.list().equals(list) && cost.records() == records)
                .findFirst()
                .orElseThrow();
    }

    private static int batches(ListCost cost) {
        return cost.use().requests().getOrDefault("BatchGetItem", 0);
    }

    @Test
    void aPageReadsTheRecordsThatItsListDoesNotHaveInOneBatch() {
        for (int page : List.of(25, 100)) {
            assertThat(batches(cost("people by name", page))).isOne();
            assertThat(batches(cost("enrollments of a track", page))).isEqualTo(2);
            assertThat(batches(cost("runs of a step", page))).as("names").isOne();
            assertThat(batches(cost("undeliverable messages", page)))
                    .as("names")
                    .isOne();
            assertThat(cost("runs of a step", page).use().units().reads())
                    .isLessThan(
                            cost("enrollments of a track", page).use().units().reads());
        }
    }

    @Test
    void reportsActivityAndImpactReadTheIndexOnly() {
        assertThat(costs)
                .filteredOn(cost -> cost.records() >= 1_000)
                .hasSize(4)
                .allSatisfy(cost -> assertThat(batches(cost)).isZero());
        assertThat(cost("report: instances of a track", CountedLists.PEOPLE)
                        .use()
                        .units()
                        .reads())
                .isLessThan(CountedLists.PEOPLE / 4.0);
    }

    @Test
    void thePageHasARowForEachList() {
        assertThat(CountedLists.lines(costs))
                .hasSize(2 + costs.size())
                .anyMatch(line -> line.startsWith("| people by name | 25 | "));
    }
}
