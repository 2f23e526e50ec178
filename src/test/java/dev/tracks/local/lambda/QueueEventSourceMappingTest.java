package dev.tracks.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.local.lambda.QueueEventSourceMapping.Batches;
import dev.tracks.local.sqs.MessageQueue;
import dev.tracks.local.support.DiskStore;
import dev.tracks.local.support.Json;
import dev.tracks.local.support.ManualClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueueEventSourceMappingTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock();
    private final AtomicReference<JsonNode> event = new AtomicReference<>();
    private DiskStore disk;
    private MessageQueue queue;

    @BeforeEach
    void open() {
        disk = DiskStore.open(folder);
        queue = new MessageQueue("tracks-reached", disk, clock, Optional.empty());
    }

    @AfterEach
    void close() {
        disk.close();
    }

    @Test
    void aBatchIsAnEventOfUpToTenRecords() throws Exception {
        for (int i = 0; i < 11; i++) {
            queue.send("body " + i);
        }

        round("{}");

        JsonNode records = event.get().path("Records");
        assertThat(records).hasSize(10);
        assertThat(records.get(0).path("body").asText()).isEqualTo("body 0");
        assertThat(records.get(0).path("eventSource").asText()).isEqualTo("aws:sqs");
        assertThat(records.get(0).path("eventSourceARN").asText()).endsWith(":tracks-reached");
        assertThat(records.get(0)
                        .path("attributes")
                        .path("ApproximateReceiveCount")
                        .asText())
                .isEqualTo("1");
        assertThat(queue.counts()).isEqualTo(new MessageQueue.Counts(1, 0, 0));
    }

    @Test
    void aBatchHasNoMoreRecordsThanTheMappingAllows() throws Exception {
        queue.send("a");
        queue.send("b");

        mapping(1, received -> {
                    event.set(Json.parse(received).orElseThrow());
                    return InvocationResult.of(new byte[0]);
                })
                .round();

        assertThat(event.get().path("Records")).hasSize(1);
        assertThat(left()).containsExactly("b");
    }

    @Test
    void onlyTheFailedMessagesAreRedelivered() throws Exception {
        queue.send("good");
        String poison = queue.put("poison", Json.object(), Duration.ZERO);
        queue.send("good too");

        round("{\"batchItemFailures\":[{\"itemIdentifier\":\"" + poison + "\"}]}");

        assertThat(left()).containsExactly("poison");
    }

    @Test
    void aMessageWhoseVisibilityTheFunctionExtendedIsRedeliveredNoEarlier() throws Exception {
        queue.send("later");

        mapping(received -> {
                    JsonNode record =
                            Json.parse(received).orElseThrow().path("Records").path(0);
                    queue.changeVisibility(record.path("receiptHandle").asText(), Duration.ofMinutes(30));
                    String id = record.path("messageId").asText();
                    String answer = "{\"batchItemFailures\":[{\"itemIdentifier\":\"" + id + "\"}]}";
                    return InvocationResult.of(answer.getBytes(StandardCharsets.UTF_8));
                })
                .round();

        clock.pass(Duration.ofMinutes(29));
        assertThat(queue.receive(10, LONG, Duration.ZERO)).isEmpty();
        clock.pass(Duration.ofMinutes(1));
        assertThat(queue.receive(10, LONG, Duration.ZERO)).hasSize(1);
    }

    @Test
    void allAreRedeliveredIfTheResponseIsInvalid() throws Exception {
        for (String answer : List.of(
                "nonsense",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"unknown\"}]}",
                "{\"batchItemFailures\":[{}]}")) {
            queue.purge();
            queue.send("a");
            queue.send("b");

            round(answer);

            assertThat(left()).as(answer).containsExactly("a", "b");
        }
    }

    @Test
    void allAreRedeliveredIfTheFunctionFails() throws Exception {
        queue.send("a");

        run(InvocationResult.failed(InvocationResult.Failure.PROCESS_ENDED, "Runtime.ExitError", "killed"));

        assertThat(left()).containsExactly("a");
    }

    @Test
    void noneIsRedeliveredIfTheResponseReportsNoFailure() throws Exception {
        for (String answer : List.of("", "null", "{}", "{\"batchItemFailures\":[]}", "{\"batchItemFailures\":null}")) {
            queue.send("a");

            round(answer);

            assertThat(left()).as(answer).isEmpty();
        }
    }

    private void round(String answer) throws InterruptedException {
        run(InvocationResult.of(answer.getBytes(StandardCharsets.UTF_8)));
    }

    private void run(InvocationResult answer) throws InterruptedException {
        mapping(received -> {
                    event.set(Json.parse(received).orElseThrow());
                    return answer;
                })
                .round();
    }

    private QueueEventSourceMapping mapping(Function<byte[], InvocationResult> function) {
        return mapping(QueueEventSourceMapping.LARGEST_BATCH, function);
    }

    private QueueEventSourceMapping mapping(int size, Function<byte[], InvocationResult> function) {
        Batches batches = new Batches(size, 1, QueueEventSourceMapping.FIRST_PAUSE);
        return new QueueEventSourceMapping(queue, function, batches, disk);
    }

    private List<String> left() throws InterruptedException {
        clock.pass(LONG);
        return queue.receive(10, LONG, Duration.ZERO).stream()
                .map(received -> received.message().body())
                .toList();
    }
}
