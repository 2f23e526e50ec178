package dev.tracks.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.tracks.local.dynamodb.DatabaseControl;
import dev.tracks.local.support.DiskStore;
import dev.tracks.local.support.Json;
import dev.tracks.local.support.LocalServer;
import dev.tracks.local.support.Reply;
import dev.tracks.local.support.Resources;
import dev.tracks.local.support.Threads;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamEventSourceMappingTest {
    private static final int FAILURES = 4;

    @TempDir
    Path folder;

    private final Resources open = new Resources();
    private final TreeMap<String, JsonNode> stream = new TreeMap<>();
    private final List<List<String>> batches = new ArrayList<>();
    private int failures;
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

    /** A relay function that fails some times on records with the poison, and collects the batches that it received. */
    private StreamEventSourceMapping mapping(String poison) {
        return new StreamEventSourceMapping(database, event -> relay(event, poison), disk);
    }

    private InvocationResult relay(byte[] event, String poison) {
        List<String> numbers = Json.parse(event).orElseThrow().path("Records").findValuesAsText("SequenceNumber");
        batches.add(numbers);
        boolean fails = numbers.contains(poison) && ++failures <= FAILURES;
        return fails
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
    void aRecordThatFailsIsRetriedAloneUntilItIsProcessedAndTheOthersWait() throws Exception {
        for (String number : List.of("01", "02", "03", "04")) {
            record(number, true);
        }

        mapping("03").round();

        assertThat(batches)
                .containsExactly(
                        List.of("01", "02", "03", "04"),
                        List.of("01", "02"),
                        List.of("03", "04"),
                        List.of("03"),
                        List.of("03"),
                        List.of("03"),
                        List.of("04"));
        assertThat(stream).isEmpty();
    }

    @Test
    void runsThatEnrolledNobodyAreDeliveredAndThoseThatReplacedAPendingOne() {
        assertThat(StreamEventSourceMapping.isForRelay(run("skipped"))).isTrue();
        assertThat(StreamEventSourceMapping.isForRelay(run("deferred"))).isTrue();
        assertThat(StreamEventSourceMapping.isForRelay(run("cancelled"))).isTrue();
        assertThat(StreamEventSourceMapping.isForRelay(run("enrolled"))).isFalse();

        ObjectNode replaced = run("enrolled");
        ((ObjectNode) replaced.path("dynamodb")).putObject("OldImage").putObject("pending");
        assertThat(StreamEventSourceMapping.isForRelay(replaced)).isTrue();
        ((ObjectNode) replaced.at("/dynamodb/NewImage/SK")).put("S", "INVITATION#week-1#00001");
        assertThat(StreamEventSourceMapping.isForRelay(replaced)).isFalse();
    }

    @Test
    void anInvitationIsDeliveredWhenItIsClosedAndNotAfterwards() {
        for (String status : List.of("accepted", "declined", "expired", "withdrawn")) {
            assertThat(StreamEventSourceMapping.isForRelay(invitation("pending", status)))
                    .isTrue();
            assertThat(StreamEventSourceMapping.isForRelay(invitation(status, status)))
                    .isFalse();
        }
        assertThat(StreamEventSourceMapping.isForRelay(invitation("pending", "pending")))
                .isFalse();
        ObjectNode enrollment = invitation("pending", "accepted");
        ((ObjectNode) enrollment.at("/dynamodb/NewImage/SK")).put("S", "ENROLLMENT#week-1#00001");
        assertThat(StreamEventSourceMapping.isForRelay(enrollment)).isFalse();
    }

    private static ObjectNode invitation(String before, String status) {
        ObjectNode record = run(status);
        ((ObjectNode) record.at("/dynamodb/NewImage/SK")).put("S", "INVITATION#week-1#00001");
        ((ObjectNode) record.path("dynamodb"))
                .putObject("OldImage")
                .putObject("status")
                .put("S", before);
        return record;
    }

    private static ObjectNode run(String status) {
        ObjectNode record = Json.object();
        ObjectNode image = record.putObject("dynamodb").putObject("NewImage");
        image.putObject("SK").put("S", "RUN#day-1#00001#s1");
        image.putObject("status").put("S", status);
        return record;
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
                        disk)
                .round();

        assertThat(batches.get(0)).containsExactly("01", "02", "03");
        assertThat(batches.subList(1, batches.size()).stream().flatMap(List::stream))
                .containsExactly("02", "03");
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
