package dev.tracks.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.withSettings;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.Fixtures;
import dev.tracks.channel.LogChannel;
import dev.tracks.domain.message.DeliveryHours;
import dev.tracks.lambda.json.InvalidRequestException;
import dev.tracks.lambda.json.Json;
import dev.tracks.store.TableChannelState;
import dev.tracks.store.TableDeliveryRecords;
import dev.tracks.store.outbox.TableOutbox;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.message.DeliverMessage;
import dev.tracks.usecase.outbox.DomainEvents;
import dev.tracks.usecase.outbox.OutboxPublisher;
import dev.tracks.usecase.outbox.Queues;
import dev.tracks.usecase.outbox.RecordVisibility;
import dev.tracks.usecase.outbox.Schedules;
import dev.tracks.usecase.outbox.StreamPublisher;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Fuzzed records of queues and stream: an invalid record does not stop the others, and a refused one writes nothing.
 */
class RecordAttackTest {
    private static final int RECORDS = 15_000 * FuzzedInput.TIMES;
    private static final int BATCHES = 5_000 * FuzzedInput.TIMES;
    private static final int BATCH = 10;

    private final AttackTarget attacked = new AttackTarget();
    private final InMemoryApplication program = attacked.program;
    private final FuzzedInput chaos = attacked.chaos;

    @AfterEach
    void restoreLogLevel() {
        attacked.close();
    }

    @Test
    void noQueueRecordStopsOthersOrWritesWhenItIsRefused() {
        BatchHandler batch = program.batchHandler();
        attack(batch, Json.read("{\"trackId\":\"day-1\",\"stepId\":\"s1\",\"participantId\":\"ada\",\"instance\":1}"));
    }

    @Test
    void noMessageRecordStopsOthersOrWritesWhenItIsRefused() {
        DeliverMessage deliver = new DeliverMessage(
                new TableDeliveryRecords(program.memory, Fixtures.PARTICIPANT_READER),
                new LogChannel(),
                new TableChannelState(program.memory),
                quiet(RecordVisibility.class),
                DeliveryHours.ALWAYS,
                new OptimisticRetry(round -> {}),
                program.clock,
                program.clock);
        attack(
                new DeliverHandler(deliver, () -> null, () -> null, InMemoryApplication.UNCOUNTED),
                Json.read("{\"kind\":\"invitation\",\"participantId\":\"ada\",\"trackId\":\"week-1\",\"number\":1}"));
    }

    @Test
    void noRecordOfAJobStopsOthersOrWritesWhenItIsRefused() {
        attack(program.jobsHandler(), Json.read("{\"jobId\":\"j1\",\"lane\":0,\"page\":1}"));
    }

    @Test
    void noStreamRecordStopsOthers() {
        TableOutbox outbox = new TableOutbox(program.memory);
        OutboxPublisher publisher = new OutboxPublisher(
                program.configuration(),
                outbox,
                quiet(Queues.class),
                quiet(Schedules.class),
                quiet(DomainEvents.class),
                program.closeInvitations(),
                program.clock);
        RelayHandler handler = new RelayHandler(new StreamPublisher(publisher, outbox, program.clock), program.clock);
        List<JsonNode> images = program.memory.snapshot().values().stream()
                .map(RelayHandlerTest::json)
                .map(JsonNode.class::cast)
                .sorted(Comparator.comparing(
                        JsonNode::toString)) // The same order each time, so that the seed reproduces a run.
                .toList();
        for (int sent = 0; sent < RECORDS; sent += BATCH) {
            ObjectNode event = Json.object();
            ArrayNode records = event.putArray("Records");
            for (int i = 0; i < BATCH; i++) {
                ObjectNode dynamodb =
                        records.addObject().put("eventName", "MODIFY").putObject("dynamodb");
                dynamodb.put("SequenceNumber", "s" + i).set("NewImage", chaos.changed(chaos.of(images)));
            }

            if (!AttackTarget.isObject(event.toString())) {
                continue;
            }
            List<String> failures = InMemoryApplication.failures(InMemoryApplication.invoke(handler, event.toString()));

            assertThat(failures)
                    .as("batch " + sent + " of seed " + AttackTarget.SEED + ": " + event)
                    .doesNotHaveDuplicates()
                    .allMatch(name -> name.matches("s[0-9]"));
        }
    }

    @Test
    void everyBatchErrorNamesAField() {
        BatchHandler handler = program.batchHandler();
        JsonNode right = Json.read(InMemoryApplication.sqs("{}", "{\"trackId\":\"day-1\"}"));
        for (int i = 0; i < BATCHES; i++) {
            String event = chaos.changed(right).toString();
            event = chaos.chance(5) ? chaos.numbered(event) : event;
            try {
                InMemoryApplication.invoke(handler, event);
            } catch (InvalidRequestException e) {
                String field = e.problems().get(0).field();
                assertThat(field.startsWith("Records") || !AttackTarget.isObject(event))
                        .as(event)
                        .isTrue();
            }
        }
    }

    private void attack(RequestStreamHandler handler, JsonNode right) {
        for (int sent = 0; sent < RECORDS; sent += BATCH) {
            String[] bodies = new String[BATCH];
            for (int i = 0; i < BATCH; i++) {
                String body = chaos.changed(right).toString();
                body = chaos.chance(5) ? chaos.numbered(body) : body;
                bodies[i] = chaos.chance(5) ? chaos.broken(body) : body;
            }
            int before = program.writes();

            List<String> failures =
                    InMemoryApplication.failures(InMemoryApplication.invoke(handler, InMemoryApplication.sqs(bodies)));

            String what = "batch " + sent + " of seed " + AttackTarget.SEED + ": " + String.join("\n", bodies);
            assertThat(failures).as(what).doesNotHaveDuplicates().allMatch(name -> name.matches("m([1-9]|10)"));
            if (failures.size() == BATCH) {
                assertThat(program.writes()).as(what).isEqualTo(before);
            }
        }
    }

    /** A mock that does not record its 100,000 calls. */
    private static <T> T quiet(Class<T> port) {
        return mock(port, withSettings().stubOnly());
    }
}
