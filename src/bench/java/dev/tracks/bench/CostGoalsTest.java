package dev.tracks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.bench.Metering.FlowUsage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CostGoalsTest {
    /** A write unit is $0.625 a million. */
    private static FlowUsage flow(String name, int writes, Map<String, Integer> requests) {
        ResourceUsage answer =
                new ResourceUsage(Map.of(), 0, new TreeMap<>(requests), new Units(0, writes, 0), 0, 0, 0, 0, 0);
        ResourceUsage nothing = new ResourceUsage(Map.of(), 0, Map.of(), Units.NONE, 0, 0, 0, 0, 0);
        return new FlowUsage(name, answer, nothing, new WritePurposes(Map.of()), Map.of());
    }

    @Test
    void aGoalIsMetAtTheLimitAndMissedAboveIt() throws IOException {
        assertThat(goals(12, 6, 16, 16))
                .containsExactly(
                        "| requests until the answer to an automatic enrollment | 1 BatchGetItem, 1 TransactWriteItems"
                                + " | 1 BatchGetItem, 1 TransactWriteItems | met |",
                        "| a million automatic enrollments | $8.00 | $7.50 | met |",
                        "| a million skips | $3.50 | $3.75 | **missed** |",
                        "| a million invitations plus joins | $20.00 | $20.00 | met |");
        assertThat(goals(13, 5, 16, 17))
                .endsWith(
                        "| a million automatic enrollments | $8.00 | $8.13 | **missed** |",
                        "| a million skips | $3.50 | $3.13 | met |",
                        "| a million invitations plus joins | $20.00 | $20.63 | **missed** |");
    }

    @Test
    void aFurtherRequestBeforeTheAnswerMissesTheGoal() throws IOException {
        FlowUsage more = flow(Flow.AUTOMATIC, 1, Map.of("BatchGetItem", 1, "Query", 1, "TransactWriteItems", 1));

        assertThat(lines(
                        more,
                        flow(Flow.SKIP, 1, Map.of()),
                        flow(Flow.INVITATION, 1, Map.of()),
                        flow(Flow.JOIN, 1, Map.of())))
                .first()
                .asString()
                .endsWith("| 1 BatchGetItem, 1 Query, 1 TransactWriteItems | **missed** |");
    }

    private static List<String> goals(int automatic, int skip, int invitation, int join) throws IOException {
        return lines(
                flow(Flow.AUTOMATIC, automatic, Map.of("BatchGetItem", 1, "TransactWriteItems", 1)),
                flow(Flow.SKIP, skip, Map.of()),
                flow(Flow.INVITATION, invitation, Map.of()),
                flow(Flow.JOIN, join, Map.of()));
    }

    private static List<String> lines(FlowUsage... flows) throws IOException {
        List<String> lines = new CostGoals(List.of(flows), Prices.read(Path.of(""))).lines();
        return lines.subList(2, lines.size());
    }
}
