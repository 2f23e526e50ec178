package dev.tracks.bench;

import dev.tracks.bench.Fleet.Call;
import dev.tracks.local.MeteredAws;
import dev.tracks.local.dynamodb.Database;
import dev.tracks.local.dynamodb.TableDefinition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Counts what each flow takes in warm functions, until all that follows from it is done; and, past the meter, how long. */
final class Metering {
    private static final int WARM_UPS = 10;
    private static final int COUNTED = 5;
    private static final int TIMED = 15;

    /**
     * What a flow takes.
     *
     * @param answer the function that answers
     * @param following relay and deliver
     */
    record Metered(String name, ResourceUsage answer, ResourceUsage following) {
        ResourceUsage all() {
            return answer.plus(following);
        }

        boolean countsAs(Metered other) {
            return answer.countsAs(other.answer) && following.countsAs(other.following);
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
     * @throws IllegalStateException if a flow does not come to what it should, or takes another number of requests each time
     */
    List<Metered> measure() {
        Map<Flow, List<Metered>> counted = runs(true, 1, COUNTED);
        Map<Flow, List<Metered>> timed = runs(false, WARM_UPS, TIMED);
        List<Metered> all = new ArrayList<>();
        for (Flow flow : Flow.ALL) {
            Metered usual = usual(counted.get(flow));
            double answer = Spread.of(billed(timed.get(flow), true)).median();
            double following = Spread.of(billed(timed.get(flow), false)).median();
            all.add(new Metered(
                    flow.name(),
                    usual.answer().withBilled(answer),
                    usual.following().withBilled(following)));
        }
        return all;
    }

    private static List<Double> billed(List<Metered> runs, boolean answer) {
        return runs.stream()
                .map(run -> answer ? run.answer().billed() : run.following().billed())
                .toList();
    }

    /** Every five seconds the configuration is read again, so one of several may take three requests more. */
    private static Metered usual(List<Metered> runs) {
        return runs.stream()
                .filter(run -> runs.stream().filter(run::countsAs).count() > COUNTED / 2)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        runs.get(0).name() + " takes another number of requests each time: " + runs));
    }

    private Map<Flow, List<Metered>> runs(boolean metered, int warmUps, int times) {
        try (Database database = Database.start(null, 0);
                DynamoDbClient client = database.client();
                MeteredAws aws = new MeteredAws(database)) {
            TableDefinition.create(client, Benchmarks.TABLE);
            BenchmarkData data = new BenchmarkData(client, Benchmarks.TABLE).configured();
            Flow.prepare(data);
            Map<Flow, List<Metered>> all = new LinkedHashMap<>();
            try (Fleet fleet = new Fleet(ours, aws, database, metered, folder, data)) {
                for (int i = 0; i < warmUps; i++) {
                    Flow.ALL.forEach(flow -> run(flow, fleet, data));
                }
                for (Flow flow : Flow.ALL) {
                    run(flow, fleet, data); // The configuration is cached then.
                    List<Metered> runs = new ArrayList<>();
                    while (runs.size() < times) {
                        runs.add(run(flow, fleet, data));
                    }
                    all.put(flow, runs);
                }
            }
            return all;
        }
    }

    private static Metered run(Flow flow, Fleet fleet, BenchmarkData data) {
        Call answer = flow.act().call(fleet, data, data.freshId());
        if (!answer.answer().contains(flow.expected())) {
            throw new IllegalStateException(flow.name() + " came to " + answer.answer());
        }
        return new Metered(flow.name(), ResourceUsage.of(List.of(answer)), ResourceUsage.of(fleet.settle()));
    }
}
