package dev.tracks.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracks.local.LocalCloud;
import dev.tracks.local.lambda.FunctionName;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Many clients send requests to the local program for a while; afterwards every accepted request must have taken
 * effect once.
 */
final class Load {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration DRAIN = Duration.ofMinutes(6);
    private static final long SAMPLE_MILLIS = 1000;

    private final LocalCloud cloud;
    private final LoadClient client;
    private final Queue<String> accepted = new ConcurrentLinkedQueue<>();
    private final AtomicInteger started = new AtomicInteger();
    private final List<Double> memory = new ArrayList<>();

    Load(LocalCloud cloud) {
        this.cloud = cloud;
        this.client = new LoadClient(cloud.gateway());
    }

    /**
     * Sends the load, waits for the queues to drain, and checks the result.
     *
     * @throws IllegalStateException if a request failed with anything but 429, or an effect is lost or duplicated
     */
    LoadResult run(int clients, Duration time) throws IOException, InterruptedException {
        configure();
        Duration elapsed = runClients(clients, time);
        Duration drained = drain();
        LoadCheck check = check();
        LoadResult result = new LoadResult(
                clients,
                elapsed,
                accepted.size(),
                client.times(),
                client.refused(),
                client.errors().values().stream().mapToInt(Integer::intValue).sum(),
                check,
                drained,
                List.copyOf(memory));
        if (result.errors() > 0 || !check.isClean()) {
            throw new IllegalStateException("under load: " + client.errors() + "; afterwards: " + check);
        }
        return result;
    }

    private LoadCheck check() throws IOException, InterruptedException {
        try (DynamoDbClient table = cloud.database().client()) {
            var items = table.scanPaginator(request -> request.tableName(Benchmarks.TABLE))
                    .items();
            return LoadCheck.of(accepted, List.of(BenchmarkData.SOURCE, BenchmarkData.DESTINATION), items, messages());
        }
    }

    private void configure() {
        for (String track : List.of(BenchmarkData.SOURCE, BenchmarkData.DESTINATION)) {
            client.put("/v1/tracks/" + track, "{\"title\":\"" + track + "\",\"status\":\"active\"}");
        }
        client.put(
                "/v1/tracks/" + BenchmarkData.SOURCE + "/steps/" + BenchmarkData.STEP,
                "{\"destinationTrackId\":\"" + BenchmarkData.DESTINATION
                        + "\",\"confirmationMessage\":\"Welcome, {{user}}!\"}");
    }

    /** Runs the clients until each has its last response; returns the time that took. */
    private Duration runClients(int clients, Duration time) throws InterruptedException {
        Instant from = Instant.now();
        Instant end = from.plus(time);
        CountDownLatch done = new CountDownLatch(clients);
        for (int i = 0; i < clients; i++) {
            Thread thread = new Thread(() -> {
                while (Instant.now().isBefore(end)) {
                    enrollNewPerson();
                }
                done.countDown();
            });
            thread.setDaemon(true);
            thread.start();
        }
        while (!done.await(SAMPLE_MILLIS, TimeUnit.MILLISECONDS)) {
            if (Instant.now().isBefore(end)) {
                memory.add(functionsMemory());
            }
        }
        return Duration.between(from, Instant.now());
    }

    /** A new person starts the first track; the step enrolls them in the second and sends a message. */
    private void enrollNewPerson() {
        String id = "load-%06d".formatted(started.incrementAndGet());
        boolean saved = client.put("/v1/participants/" + id, "{\"name\":\"" + id + "\"}");
        if (saved
                && client.post(
                        "/v1/tracks/" + BenchmarkData.SOURCE + "/enrollments",
                        "{\"participantId\":\"" + id + "\"}",
                        id)) {
            accepted.add(id);
        }
    }

    private double functionsMemory() {
        return Arrays.stream(FunctionName.values())
                .flatMap(function -> cloud.functionPids(function).stream())
                .mapToDouble(Machine::memory)
                .sum();
    }

    /**
     * Waits, with a time limit, until every accepted person has a message, and then a moment longer to detect
     * duplicates.
     */
    private Duration drain() throws IOException, InterruptedException {
        Instant from = Instant.now();
        Duration waited = Duration.ZERO;
        while (!messages().keySet().containsAll(accepted) && waited.compareTo(DRAIN) < 0) {
            Thread.sleep(SAMPLE_MILLIS);
            waited = Duration.between(from, Instant.now());
        }
        Thread.sleep(5 * SAMPLE_MILLIS);
        return waited;
    }

    private Map<String, Integer> messages() throws IOException, InterruptedException {
        Map<String, Integer> messages = new HashMap<>();
        for (JsonNode message : JSON.readTree(client.get("/local/messages")).path("data")) {
            messages.merge(message.path("to").asText(), 1, Integer::sum);
        }
        return messages;
    }
}
