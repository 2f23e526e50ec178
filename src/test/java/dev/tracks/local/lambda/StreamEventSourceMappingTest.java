package dev.tracks.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.tracks.local.dynamodb.DatabaseControl;
import dev.tracks.local.sqs.MessageQueue;
import dev.tracks.local.support.DiskStore;
import dev.tracks.local.support.Json;
import dev.tracks.local.support.LocalServer;
import dev.tracks.local.support.ManualClock;
import dev.tracks.local.support.Reply;
import dev.tracks.local.support.Resources;
import dev.tracks.local.support.Threads;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamEventSourceMappingTest {
    @TempDir
    Path folder;

    private final Resources open = new Resources();
    private final ManualClock clock = new ManualClock();
    private final TreeMap<String, JsonNode> stream = new TreeMap<>();
    private final List<List<String>> batches = new ArrayList<>();
    private MessageQueue failed;
    private StreamEventSourceMapping mapping;
    private DiskStore disk;
    private DatabaseControl database;

    @BeforeEach
    void start() {
        Threads threads = open.add(new Threads());
        LocalServer server = open.add(new LocalServer(0, threads.workers()));
        server.serve(this::database);
        database = new DatabaseControl(server.uri());
        disk = open.add(DiskStore.open(folder));
        failed = new MessageQueue("failed", disk, clock, Optional.empty());
        mapping = mapping("");
    }

    @AfterEach
    void close() {
        open.close();
    }

    /** The database's stream: the records after the number, trimmed on request. */
    private Reply database(HttpExchange exchange) {
        String query = exchange.getRequestURI().getQuery();
        if (query.startsWith("through=")) {
            stream.headMap(query.substring("through=".length()), true).clear();
            return Reply.json(200, Json.object());
        }
        String after = query.replaceAll("after=(\\d*)&.*", "$1");
        ObjectNode answer = Json.object();
        answer.putArray("records").addAll(stream.tailMap(after, false).values());
        return Reply.json(200, answer);
    }

    /** A relay function that fails on records with the poison, and collects the batches that it received. */
    private StreamEventSourceMapping mapping(String poison) {
        return new StreamEventSourceMapping(database, event -> relay(event, poison), failed, disk, clock);
    }

    private InvocationResult relay(byte[] event, String poison) {
        List<String> numbers = Json.parse(event).orElseThrow().path("Records").findValuesAsText("SequenceNumber");
        batches.add(numbers);
        return numbers.contains(poison)
                ? InvocationResult.failed(InvocationResult.Failure.REPORTED, "Some", poison)
                : InvocationResult.of("{\"batchItemFailures\":[]}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void onlyPendingItemsAreDeliveredInOrder() throws Exception {
        record("01", true);
        record("02", false);
        record("03", true);

        mapping.round();

        assertThat(batches).containsExactly(List.of("01", "03"));
        assertThat(stream).isEmpty();
    }

    @Test
    void aRestartContinuesAfterTheCheckpoint() throws Exception {
        record("01", true);
        mapping.round();
        record("01", true);
        record("02", true);

        mapping("").round();

        assertThat(batches).containsExactly(List.of("01"), List.of("02"));
    }

    @Test
    void aPoisonRecordGoesToTheDeadLetterQueueAndOthersAreDelivered() throws Exception {
        for (String number : List.of("01", "02", "03", "04")) {
            record(number, true);
        }

        mapping("03").round();

        assertThat(batches.subList(0, 3))
                .containsExactly(List.of("01", "02", "03", "04"), List.of("01", "02"), List.of("03", "04"));
        assertThat(batches).filteredOn(List.of("03")::equals).hasSize(6);
        assertThat(batches.get(batches.size() - 1)).containsExactly("04");
        assertThat(failed.receive(10, Duration.ofMinutes(1), Duration.ZERO))
                .singleElement()
                .satisfies(message -> assertThat(Json.read(message.message().body())
                                .path("DDBStreamBatchInfo")
                                .path("startSequenceNumber")
                                .asText())
                        .isEqualTo("03"));
        assertThat(stream).isEmpty();
    }

    @Test
    void aPartialFailureIsRetriedFromTheFirstFailedRecord() throws Exception {
        for (String number : List.of("01", "02", "03")) {
            record(number, true);
        }
        List<String> answers = new ArrayList<>(
                List.of("{\"batchItemFailures\":[{\"itemIdentifier\":\"03\"},{\"itemIdentifier\":\"02\"}]}"));

        new StreamEventSourceMapping(
                        database,
                        event -> {
                            relay(event, "");
                            String answer = answers.isEmpty() ? "{}" : answers.remove(0);
                            return InvocationResult.of(answer.getBytes(StandardCharsets.UTF_8));
                        },
                        failed,
                        disk,
                        clock)
                .round();

        assertThat(batches.get(0)).containsExactly("01", "02", "03");
        assertThat(batches.subList(1, batches.size()).stream().flatMap(List::stream))
                .containsExactly("02", "03");
        assertThat(failed.counts()).isEqualTo(new MessageQueue.Counts(0, 0, 0));
    }

    private void record(String number, boolean pending) {
        ObjectNode image = Json.object();
        if (pending) {
            image.putObject("pending").put("S", "1");
        }
        ObjectNode record = Json.object();
        record.putObject("dynamodb").put("SequenceNumber", number).set("NewImage", image);
        stream.put(number, record);
    }
}
