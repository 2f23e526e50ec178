package dev.tracks.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.local.MeteredAws;
import dev.tracks.local.MeteredAws.RecordedRequest;
import dev.tracks.local.dynamodb.Database;
import dev.tracks.local.lambda.FunctionProcess;
import dev.tracks.local.lambda.FunctionProcess.Timed;
import dev.tracks.local.lambda.StreamEventSourceMapping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Our functions, one process each, invoked one after the other: each request belongs to the function that runs. */
final class Fleet implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NO_RECORDS = "{\"Records\":[]}";
    /** The configuration does not change, and must not be read again while requests are counted, however long it takes. */
    private static final Map<String, String> CONFIGURATION_CACHED = Map.of("TRACKS_CONFIG_CACHE", "PT1H");

    /**
     * One invocation.
     *
     * @param requests the requests that the function sent to AWS
     * @param logged the bytes that it logged
     */
    record Invocation(String function, String answer, Duration time, List<RecordedRequest> requests, long logged) {}

    private final MeteredAws aws;
    private final Database database;
    private final boolean metered;
    private final Candidate ours;
    private final Path folder;
    private final Map<String, String> settings;
    private final Map<String, FunctionProcess> processes = new LinkedHashMap<>();
    private final Map<String, Path> logs = new LinkedHashMap<>();
    private final List<CpuShare> shares = new ArrayList<>();
    private String lastRecord = "";

    /**
     * @param metered whether requests to the table pass through the meter, which takes time. If not, each function has the
     *     processor time of its memory, if this machine can limit it
     */
    Fleet(Candidate ours, MeteredAws aws, Database database, boolean metered, Path folder, BenchmarkData data) {
        this(ours, aws, database, metered, folder, metered ? CONFIGURATION_CACHED : Map.of());
        start("step", data.freshEvent());
        start("relay", NO_RECORDS);
        start("deliver", NO_RECORDS);
        start("api", HttpEvents.get("/openapi.yaml"));
        skipStream();
        aws.takeRequests();
    }

    private Fleet(
            Candidate ours,
            MeteredAws aws,
            Database database,
            boolean metered,
            Path folder,
            Map<String, String> settings) {
        this.settings = settings;
        this.ours = ours;
        this.aws = aws;
        this.metered = metered;
        this.database = database;
        this.folder = folder;
    }

    /** The functions that process jobs. */
    static Fleet ofJobs(Candidate ours, MeteredAws aws, Database database, boolean metered, Path folder) {
        Fleet fleet = new Fleet(ours, aws, database, metered, folder, Map.of());
        fleet.start("jobs", NO_RECORDS);
        fleet.start("relay", NO_RECORDS);
        return fleet;
    }

    /** Replaces the process of a function that is invoked with records, so that it has nothing in its cache. */
    void restart(String function) {
        processes.remove(function).close();
        start(function, NO_RECORDS);
    }

    private void start(String function, String event) {
        Candidate named = new Candidate(
                "units " + function, ours.zip(), ours.command(), ours.folder(), environment(ours.environment()));
        BenchmarkEnvironment environment = new BenchmarkEnvironment(aws.uri(), Benchmarks.TABLE, folder);
        FunctionProcess process = named.start(environment, function, event);
        processes.put(function, process);
        if (!metered) {
            CpuShare.limit(process.pid(), BenchmarkEnvironment.MEMORY_MEGABYTES).ifPresent(shares::add);
        }
        logs.put(function, environment.log(named.name()));
    }

    private Map<String, String> environment(Map<String, String> own) {
        Map<String, String> all = new LinkedHashMap<>(aws.environment());
        all.putAll(own);
        all.putAll(settings);
        if (!metered) {
            all.put("AWS_ENDPOINT_URL_DYNAMODB", database.uri().toString());
        }
        return all;
    }

    /** Invokes a function. */
    Invocation invoke(String function, String event) {
        aws.takeRequests();
        long logged = size(logs.get(function));
        Timed timed = processes.get(function).invoke(event);
        return new Invocation(
                function, timed.answer(), timed.time(), aws.takeRequests(), size(logs.get(function)) - logged);
    }

    /** Invokes relay and deliver, one record each, until no work remains. */
    List<Invocation> drain() {
        List<Invocation> invocations = new ArrayList<>();
        int before = -1;
        while (invocations.size() > before) {
            before = invocations.size();
            for (JsonNode record : forRelay(newRecords())) {
                invocations.add(invoke("relay", records(List.of(record))));
            }
            for (String body : aws.queuedMessages()) {
                ObjectNode message =
                        JSON.createObjectNode().put("messageId", "m").put("body", body);
                invocations.add(invoke("deliver", records(List.of(message))));
            }
        }
        return invocations;
    }

    /** The path behind the button of the last delivered message. */
    String joinPath() {
        List<JsonNode> delivered = aws.delivered();
        String url =
                delivered.get(delivered.size() - 1).path("button").path("url").asText();
        return url.substring(url.indexOf("/join/"));
    }

    /** Skips stream records of other writers. */
    void skipStream() {
        while (!newRecords().isEmpty()) {
            continue;
        }
    }

    private List<JsonNode> newRecords() {
        List<JsonNode> records = database.control().stream(lastRecord, 1000, Duration.ZERO);
        if (!records.isEmpty()) {
            lastRecord = records.get(records.size() - 1)
                    .path("dynamodb")
                    .path("SequenceNumber")
                    .asText();
        }
        return records;
    }

    /** The records for relay that have passed the filter of its event source mapping, since the last call. */
    List<JsonNode> pendingRecords() {
        List<JsonNode> all = new ArrayList<>();
        for (List<JsonNode> some = newRecords(); !some.isEmpty(); some = newRecords()) {
            all.addAll(forRelay(some));
        }
        return all;
    }

    private static List<JsonNode> forRelay(List<JsonNode> records) {
        return records.stream().filter(StreamEventSourceMapping::isForRelay).toList();
    }

    /** An event with these records. */
    static String records(List<JsonNode> records) {
        ObjectNode event = JSON.createObjectNode();
        ArrayNode array = event.putArray("Records");
        records.forEach(array::add);
        return event.toString();
    }

    private static long size(Path log) {
        try {
            return Files.size(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        processes.values().forEach(FunctionProcess::close);
        shares.forEach(CpuShare::close);
    }
}
