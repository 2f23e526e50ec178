package dev.tracks.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.bench.Fleet.Invocation;
import dev.tracks.domain.job.Job;
import dev.tracks.domain.job.Lane;
import dev.tracks.lambda.json.Json;
import dev.tracks.lambda.json.mapping.job.JobEventJson;
import dev.tracks.local.MeteredAws;
import dev.tracks.local.dynamodb.Database;
import dev.tracks.store.job.TableJobs;
import dev.tracks.store.table.DynamoTable;
import dev.tracks.store.table.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Jobs in the packaged functions {@code jobs} and {@code relay}, over the local database. One invocation at a time: all
 * pages that are enqueued, then all stream records that they caused, in full batches, and so on.
 */
final class JobFleet implements JobScript.World, AutoCloseable {
    /** The batch size of relay's event source mapping in the template. */
    static final int BATCH = 50;

    /** Longer than a job takes: the configuration is read once by each process. */
    static final Duration CONFIG_CACHE = Duration.ofHours(1);

    private final Fleet fleet;
    private final MeteredAws aws;
    private final Table table;

    JobFleet(Candidate ours, MeteredAws aws, Database database, DynamoDbClient client, Use use, Path folder) {
        Map<String, String> environment = new LinkedHashMap<>(ours.environment());
        environment.put("TRACKS_CONFIG_CACHE", CONFIG_CACHE.toString());
        Candidate cached = new Candidate(ours.name(), ours.zip(), ours.command(), ours.folder(), environment);
        fleet = Fleet.ofJobs(cached, aws, database, use == Use.COUNTED, folder);
        this.aws = aws;
        table = new DynamoTable(client, Benchmarks.TABLE, round -> {});
    }

    /** Whether requests to the table pass through the meter, which takes time. */
    enum Use {
        COUNTED,
        TIMED
    }

    @Override
    public Table table() {
        return table;
    }

    @Override
    public JobUsage run(String name, Job job, int people) {
        fleet.restart("jobs"); // Its cached configuration may have been changed since the last job.
        Measured measured = new Measured();
        relay(measured);
        for (List<String> wave = aws.queuedPages(); !wave.isEmpty(); wave = aws.queuedPages()) {
            Map<Integer, Integer> sizes = new TableJobs(table, InstantSource.system())
                    .lanes(job.id()).stream()
                            .collect(Collectors.toMap(
                                    Lane::number, lane -> lane.page().units().size()));
            for (String body : wave) {
                int lane = JobEventJson.readPage(Json.read(body)).lane();
                measured.page(invoke("jobs", List.of(record(body))), sizes.get(lane));
            }
            relay(measured);
        }
        return measured.usage(name, people);
    }

    private void relay(Measured measured) {
        for (List<JsonNode> records = fleet.pendingRecords(); !records.isEmpty(); records = fleet.pendingRecords()) {
            for (int from = 0; from < records.size(); from += BATCH) {
                List<JsonNode> batch = records.subList(from, Math.min(from + BATCH, records.size()));
                measured.batch(invoke("relay", batch), batch.size());
            }
        }
    }

    private Invocation invoke(String function, List<JsonNode> records) {
        Invocation invocation = fleet.invoke(function, Fleet.records(records));
        if (!Json.read(invocation.answer()).path("batchItemFailures").isEmpty()) {
            throw new IllegalStateException(function + " returned " + invocation.answer());
        }
        return invocation;
    }

    private static ObjectNode record(String body) {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        record.put("messageId", "m").put("body", body);
        record.putObject("attributes").put("ApproximateReceiveCount", "1");
        return record;
    }

    /** The invocations of a job. */
    private static final class Measured {
        private final List<Invocation> pages = new ArrayList<>();
        private final List<Invocation> batches = new ArrayList<>();
        private final List<Duration> fullPages = new ArrayList<>();
        private final List<Duration> fullBatches = new ArrayList<>();

        void page(Invocation invocation, int units) {
            pages.add(invocation);
            if (units == Lane.PAGE) {
                fullPages.add(invocation.time());
            }
        }

        void batch(Invocation invocation, int records) {
            batches.add(invocation);
            if (records == BATCH) {
                fullBatches.add(invocation.time());
            }
        }

        JobUsage usage(String name, int people) {
            Duration total = Duration.ZERO;
            for (List<Invocation> some : List.of(pages, batches)) {
                for (Invocation invocation : some) {
                    total = total.plus(invocation.time());
                }
            }
            return new JobUsage(
                    name,
                    people,
                    ResourceUsage.of(pages),
                    ResourceUsage.of(batches),
                    JobUsage.Times.of(
                            fullPages,
                            fullBatches,
                            batches.stream().map(Invocation::time).toList(),
                            total));
        }
    }

    @Override
    public void close() {
        fleet.close();
    }
}
