package dev.tracks.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracks.local.dynamodb.TableDefinition;
import dev.tracks.local.lambda.FunctionProcess;
import dev.tracks.store.table.DynamoTable;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Checks that two functions do the same: each gets its own table with the same content and the same events. Responses
 * and whole tables must be equal except for the times of writing.
 */
final class Equivalence {
    private final DynamoDbClient client;
    private final BenchmarkEnvironment environment;
    private final Instant now = Instant.now();
    private final ObjectMapper json = new ObjectMapper();

    Equivalence(DynamoDbClient client, BenchmarkEnvironment environment) {
        this.client = client;
        this.environment = environment;
    }

    /**
     * Runs every scenario with both.
     *
     * @throws IllegalStateException with the first scenario in which they differ, and both results
     */
    void check(Candidate one, Candidate other) throws IOException {
        List<List<String>> left = traces(one, "tracks-left");
        List<List<String>> right = traces(other, "tracks-right");
        for (int i = 0; i < left.size(); i++) {
            if (!left.get(i).equals(right.get(i))) {
                throw new IllegalStateException("%s and %s differ in '%s':%n%s%n%s"
                        .formatted(
                                one.name(),
                                other.name(),
                                Scenario.ALL.get(i).name(),
                                onlyIn(left.get(i), right.get(i)),
                                onlyIn(right.get(i), left.get(i))));
            }
        }
    }

    private static String onlyIn(List<String> trace, List<String> other) {
        return trace.stream().filter(line -> !other.contains(line)).collect(Collectors.joining("\n"));
    }

    /** For each scenario, the responses and the table's content afterwards. */
    private List<List<String>> traces(Candidate candidate, String table) throws IOException {
        TableDefinition.create(client, table);
        BenchmarkData data = new BenchmarkData(new DynamoTable(client, table, round -> {}), now).configured();
        BenchmarkEnvironment own = new BenchmarkEnvironment(environment.aws(), table, environment.logs());
        List<List<String>> traces = new ArrayList<>();
        try (FunctionProcess process = candidate.start(own, data.freshEvent())) {
            for (Scenario scenario : Scenario.ALL) {
                List<String> trace = new ArrayList<>();
                for (Supplier<String> event : scenario.prepare(data)) {
                    String answer = process.invoke(event.get()).answer();
                    trace.add(WrittenTimes.masked(json.readTree(answer).toString()));
                }
                trace.addAll(content(table));
                traces.add(trace);
            }
        }
        client.deleteTable(request -> request.tableName(table));
        return traces;
    }

    private List<String> content(String table) {
        return client.scanPaginator(request -> request.tableName(table)).items().stream()
                .map(item -> WrittenTimes.masked(text(item)))
                .sorted()
                .toList();
    }

    private static String text(Map<String, AttributeValue> item) {
        Map<String, String> sorted = new TreeMap<>();
        item.forEach((name, value) -> sorted.put(name, text(value)));
        return sorted.toString();
    }

    private static String text(AttributeValue value) {
        return switch (value.type()) {
            case M -> text(value.m());
            case L -> value.l().stream().map(Equivalence::text).toList().toString();
            default -> value.toString();
        };
    }
}
