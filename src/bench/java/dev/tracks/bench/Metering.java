package dev.tracks.bench;

import dev.tracks.bench.Fleet.Invocation;
import dev.tracks.bench.growth.input.Footprint;
import dev.tracks.local.MeteredAws;
import dev.tracks.local.MeteredAws.RecordedRequest;
import dev.tracks.local.dynamodb.Database;
import dev.tracks.local.dynamodb.TableDefinition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Counts the requests of each flow in warm functions, with all that follow from it, and measures its time without the
 * meter.
 */
final class Metering {
    private static final int WARM_UPS = 10;
    private static final int COUNTED = 5;
    private static final int TIMED = 15;

    /**
     * The usage of a flow.
     *
     * @param answer of the function that responds
     * @param following of relay and deliver
     * @param writes the write units of all functions by purpose
     * @param footprints of each function
     */
    record FlowUsage(
            String name,
            ResourceUsage answer,
            ResourceUsage following,
            WritePurposes writes,
            Map<String, Footprint> footprints) {
        /** @throws java.util.NoSuchElementException if there is none */
        static FlowUsage named(String name, List<FlowUsage> flows) {
            return flows.stream()
                    .filter(flow -> flow.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }

        ResourceUsage all() {
            return answer.plus(following);
        }

        boolean hasSameCounts(FlowUsage other) {
            return answer.hasSameCounts(other.answer) && following.hasSameCounts(other.following);
        }
    }

    private final Candidate ours;
    private final Path folder;

    Metering(Candidate ours, Path folder) {
        this.ours = ours;
        this.folder = folder;
    }

    /**
     * Runs every flow many times.
     *
     * @throws IllegalStateException if a flow has an unexpected result, or its number of requests varies
     */
    List<FlowUsage> measure() {
        Map<Flow, List<FlowUsage>> counted = runs(true, 1, COUNTED);
        Map<Flow, List<FlowUsage>> timed = runs(false, WARM_UPS, TIMED);
        List<FlowUsage> all = new ArrayList<>();
        for (Flow flow : Flow.ALL) {
            FlowUsage counts = mostFrequent(counted.get(flow));
            double answer = Spread.of(billed(timed.get(flow), true)).median();
            double following = Spread.of(billed(timed.get(flow), false)).median();
            all.add(new FlowUsage(
                    flow.name(),
                    counts.answer().withBilled(answer),
                    counts.following().withBilled(following),
                    counts.writes(),
                    counts.footprints()));
        }
        return all;
    }

    private static List<Double> billed(List<FlowUsage> runs, boolean answer) {
        return runs.stream()
                .map(run -> answer ? run.answer().billed() : run.following().billed())
                .toList();
    }

    /** The usage of most runs: on a busy machine, one may need a further request. */
    private static FlowUsage mostFrequent(List<FlowUsage> runs) {
        return runs.stream()
                .filter(run -> runs.stream().filter(run::hasSameCounts).count() > COUNTED / 2)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException(runs.get(0).name() + " has a varying number of requests: " + runs));
    }

    private Map<Flow, List<FlowUsage>> runs(boolean metered, int warmUps, int times) {
        try (Database database = Database.start(null, 0);
                DynamoDbClient client = database.client();
                MeteredAws aws = new MeteredAws(database)) {
            TableDefinition.create(client, Benchmarks.TABLE);
            BenchmarkData data = new BenchmarkData(client, Benchmarks.TABLE).configured();
            Flow.prepare(data);
            Map<Flow, List<FlowUsage>> all = new LinkedHashMap<>();
            try (Fleet fleet = new Fleet(ours, aws, database, metered, folder, data)) {
                for (int i = 0; i < warmUps; i++) {
                    Flow.ALL.forEach(flow -> run(flow, fleet, data));
                }
                for (Flow flow : Flow.ALL) {
                    run(flow, fleet, data); // Fills the configuration cache.
                    List<FlowUsage> runs = new ArrayList<>();
                    while (runs.size() < times) {
                        runs.add(run(flow, fleet, data));
                    }
                    all.put(flow, runs);
                }
            }
            return all;
        }
    }

    private static FlowUsage run(Flow flow, Fleet fleet, BenchmarkData data) {
        Invocation answer = flow.action().call(fleet, data, data.freshId());
        if (!answer.answer().contains(flow.expected())) {
            throw new IllegalStateException(flow.name() + " returned " + answer.answer());
        }
        List<Invocation> following = fleet.drain();
        List<Invocation> all =
                Stream.concat(Stream.of(answer), following.stream()).toList();
        List<RecordedRequest> requests = all.stream()
                .flatMap(invocation -> invocation.requests().stream())
                .toList();
        return new FlowUsage(
                flow.name(),
                ResourceUsage.of(List.of(answer)),
                ResourceUsage.of(following),
                WritePurposes.of(requests),
                Footprints.of(all));
    }
}
