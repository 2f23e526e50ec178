package dev.tracks.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracks.local.FunctionName;
import dev.tracks.local.LocalCloud;
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
import java.util.concurrent.atomic.AtomicInteger;

/** Many clients press the local program for a while; afterwards everything accepted must have happened, once. */
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
     * Presses, drains and checks.
     *
     * @throws IllegalStateException if anything but 429 went wrong, or anything is lost or there twice
     */
    LoadResult run(int clients, Duration time) throws IOException, InterruptedException {
        configure();
        press(clients, time);
        Duration drained = drain();
        LoadResult result = new LoadResult(
                clients, time, accepted.size(), client.times(), client.refused(), drained, List.copyOf(memory));
        if (!client.errors().isEmpty()) {
            throw new IllegalStateException("under load: " + client.errors());
        }
        new LoadCheck(cloud.database()).check(List.copyOf(accepted), World.SOURCE, World.DESTINATION);
        return result;
    }

    private void configure() {
        for (String track : List.of(World.SOURCE, World.DESTINATION)) {
            client.put("/v1/tracks/" + track, "{\"title\":\"" + track + "\",\"status\":\"active\"}");
        }
        client.put(
                "/v1/tracks/" + World.SOURCE + "/steps/" + World.STEP,
                "{\"destinationTrackId\":\"" + World.DESTINATION
                        + "\",\"confirmationMessage\":\"Welcome, {{user}}!\"}");
    }

    private void press(int clients, Duration time) throws InterruptedException {
        Instant end = Instant.now().plus(time);
        CountDownLatch done = new CountDownLatch(clients);
        for (int i = 0; i < clients; i++) {
            Thread thread = new Thread(() -> {
                while (Instant.now().isBefore(end)) {
                    enrollSomebody();
                }
                done.countDown();
            });
            thread.setDaemon(true);
            thread.start();
        }
        while (done.getCount() > 0) {
            Thread.sleep(SAMPLE_MILLIS);
            if (Instant.now().isBefore(end)) {
                memory.add(functionsMemory());
            }
        }
    }

    /** A new person starts the first track; the step enrolls them in the second, and they are told. */
    private void enrollSomebody() {
        String id = "load-%06d".formatted(started.incrementAndGet());
        boolean saved = client.put("/v1/participants/" + id, "{\"name\":\"" + id + "\"}");
        if (saved
                && client.post(
                        "/v1/tracks/" + World.SOURCE + "/enrollments", "{\"participantId\":\"" + id + "\"}", id)) {
            accepted.add(id);
        }
    }

    private double functionsMemory() {
        return Arrays.stream(FunctionName.values())
                .flatMap(function -> cloud.functionPids(function).stream())
                .mapToDouble(Machine::memory)
                .sum();
    }

    /** Waits until everybody accepted has their one message, and for a moment more: nobody may get a second. */
    private Duration drain() throws IOException, InterruptedException {
        Instant from = Instant.now();
        while (Duration.between(from, Instant.now()).compareTo(DRAIN) < 0) {
            Map<String, Integer> messages = messages();
            if (messages.keySet().containsAll(accepted)) {
                Duration drained = Duration.between(from, Instant.now());
                Thread.sleep(5 * SAMPLE_MILLIS);
                messages().forEach((person, count) -> {
                    if (count > 1) {
                        throw new IllegalStateException(person + " was told " + count + " times");
                    }
                });
                return drained;
            }
            Thread.sleep(2 * SAMPLE_MILLIS);
        }
        throw new IllegalStateException(
                "after " + DRAIN + " only " + messages().size() + " of " + accepted.size() + " were told");
    }

    private Map<String, Integer> messages() throws IOException, InterruptedException {
        Map<String, Integer> messages = new HashMap<>();
        for (JsonNode message : JSON.readTree(client.get("/local/messages")).path("data")) {
            messages.merge(message.path("to").asText(), 1, Integer::sum);
        }
        return messages;
    }
}
