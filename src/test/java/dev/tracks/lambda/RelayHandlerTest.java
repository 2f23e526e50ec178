package dev.tracks.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.doNothing;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.Fixtures;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.lambda.http.TestRequest;
import dev.tracks.lambda.json.Json;
import dev.tracks.store.item.InvitationItem;
import dev.tracks.store.item.PendingMarker;
import dev.tracks.store.outbox.TableOutbox;
import dev.tracks.store.table.Key;
import dev.tracks.usecase.outbox.DomainEvents;
import dev.tracks.usecase.outbox.OutboxPublisher;
import dev.tracks.usecase.outbox.Queues;
import dev.tracks.usecase.outbox.Schedules;
import dev.tracks.usecase.outbox.StreamPublisher;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class RelayHandlerTest {
    private final InMemoryApplication program = new InMemoryApplication();
    private final Queues queues = mock(Queues.class);
    private final DomainEvents events = mock(DomainEvents.class);
    private final TableOutbox outbox = new TableOutbox(program.memory);
    private final OutboxPublisher publisher = new OutboxPublisher(
            program.configuration(),
            outbox,
            queues,
            mock(Schedules.class),
            events,
            program.closeInvitations(),
            InstantSource.fixed(program.now));
    private final RelayHandler handler = new RelayHandler(
            new StreamPublisher(publisher, outbox, InstantSource.fixed(program.now)), () -> program.now);
    private final ObjectNode event = Json.object();
    private final ArrayNode records = event.putArray("Records");

    private void put(String path, String body) {
        TestRequest.of(program.api(), "PUT", "/v1/" + path).body(body).send();
    }

    /** Adds a stream record for each item of the table. */
    private void streamAll() {
        program.memory.snapshot().values().forEach(item -> record(json(item)));
    }

    private void record(ObjectNode image) {
        ObjectNode dynamodb = records.addObject().put("eventName", "INSERT").putObject("dynamodb");
        dynamodb.put("SequenceNumber", "s" + records.size()).set("NewImage", image);
    }

    static ObjectNode json(Map<String, AttributeValue> item) {
        ObjectNode image = Json.object();
        item.forEach((name, value) -> image.set(name, json(value)));
        return image;
    }

    private static ObjectNode json(AttributeValue value) {
        ObjectNode json = Json.object();
        switch (value.type()) {
            case S -> json.put("S", value.s());
            case N -> json.put("N", value.n());
            case BOOL -> json.put("BOOL", value.bool());
            case NUL -> json.put("NULL", true);
            case M -> json.set("M", json(value.m()));
            case L ->
                json.set(
                        "L",
                        Json.of(value.l().stream().map(RelayHandlerTest::json).toList()));
            default -> throw new IllegalArgumentException(value.toString());
        }
        return json;
    }

    private void enrollAda() {
        put("tracks/day-1", "{\"title\":\"Day 1\",\"status\":\"active\"}");
        put("tracks/week-1", "{\"title\":\"Week 1\",\"status\":\"active\"}");
        put("tracks/day-1/steps/s1", "{\"destinationTrackId\":\"week-1\"}");
        put("tracks/week-1/steps/s2", "{\"destinationTrackId\":\"day-1\",\"enabled\":false}");
        put("participants/ada", "{\"name\":\"Ada\"}");
        TestRequest.of(program.api(), "POST", "/v1/tracks/day-1/enrollments")
                .body("{\"participantId\":\"ada\"}")
                .send();
        program.reach(new StepReached("day-1", "s1", "ada", 1));
    }

    @Test
    void pendingItemsArePublishedOnce() {
        enrollAda();
        streamAll();

        assertThat(InMemoryApplication.failures(InMemoryApplication.invoke(handler, event.toString())))
                .isEmpty();

        verify(queues).sendMessage(new MessageRef(MessageKind.CONFIRMATION, "ada", "week-1", 1));
        verify(queues).sendReached(List.of(new StepReached("day-1", "s1", "ada", 1)));
        verify(queues).sendReached(List.of(new StepReached("week-1", "s2", "ada", 1)));
        assertThat(program.memory.snapshot().values()).noneMatch(item -> item.containsKey("pending"));
    }

    private void skipNobody() {
        put("tracks/day-1", "{\"title\":\"Day 1\",\"status\":\"active\"}");
        put("tracks/day-1/steps/s1", "{\"destinationTrackId\":\"week-1\"}");
        program.reach(new StepReached("day-1", "s1", "nobody", 1));
        record(json(run()));
    }

    @Test
    void aSkippedRunIsPublishedFromItsRecordAlone() {
        skipNobody();
        Map<Key, Map<String, AttributeValue>> items = program.memory.snapshot();
        doThrow(new IllegalStateException("no bus")).when(events).publish(any());

        assertThat(InMemoryApplication.failures(InMemoryApplication.invoke(handler, event.toString())))
                .containsExactly("s1");

        doNothing().when(events).publish(any());
        assertThat(InMemoryApplication.failures(InMemoryApplication.invoke(handler, event.toString())))
                .isEmpty();
        verify(events, times(2)).publish(argThat(event -> event.id().endsWith("/skipped/1")));
        assertThat(program.memory.snapshot()).isEqualTo(items);
    }

    @Test
    void aRecordThatHasFailedForALongTimeIsLeftToTheSweepAndBlocksNoOthers() {
        skipNobody();
        enrollAda();
        streamAll();
        Instant written = program.now.minus(StreamPublisher.REPEATED_FOR);
        records.forEach(record ->
                ((ObjectNode) record.path("dynamodb")).put("ApproximateCreationDateTime", written.getEpochSecond()));
        doThrow(new IllegalStateException("no bus")).when(events).publish(any());

        assertThat(InMemoryApplication.failures(InMemoryApplication.invoke(handler, event.toString())))
                .isEmpty();

        assertThat(program.memory.snapshot().values())
                .filteredOn(item -> item.containsKey("pending"))
                .extracting(item -> item.get("SK").s())
                .containsExactlyInAnyOrder("RUN#day-1#00001#s1", "ENROLLMENT#day-1#00001", "ENROLLMENT#week-1#00001");
    }

    @Test
    void anUnpublishedEarlierStateIsPublishedToo() {
        put("tracks/day-1", "{\"title\":\"Day 1\",\"status\":\"active\"}");
        put("tracks/day-1/steps/s1", "{\"destinationTrackId\":\"week-1\"}");
        program.reach(new StepReached("day-1", "s1", "nobody", 1));
        Map<String, AttributeValue> first = run();
        first.putAll(PendingMarker.of("skipped", "nobody", program.now));
        put("participants/nobody", "{\"name\":\"N\"}");
        program.reach(new StepReached("day-1", "s1", "nobody", 1));
        record(json(run()));
        ((ObjectNode) records.get(0).path("dynamodb")).set("OldImage", json(first));

        InMemoryApplication.invoke(handler, event.toString());

        InOrder order = inOrder(events);
        order.verify(events).publish(argThat(event -> event.id().endsWith("/skipped/1")));
        order.verify(events).publish(argThat(event -> event.id().endsWith("/skipped/2")));
    }

    @Test
    void aClosedInvitationIsPublishedFromItsRecordAlone() {
        Invitation open = Fixtures.invitation(Fixtures.cause("day-1", "s1", "ada", 1), "week-1", 1);
        Map<String, AttributeValue> before = InvitationItem.newItem(open, "day-1/s1");
        Invitation declined = open.transitionTo(InvitationStatus.DECLINED, TrailEntry.of(program.now, "declined"));
        Map<String, AttributeValue> after = new HashMap<>(before);
        after.putAll(InvitationItem.changed(declined, "ada").set());
        after.keySet().removeAll(InvitationItem.changed(declined, "ada").remove());
        record(json(after));
        ((ObjectNode) records.get(0).path("dynamodb")).set("OldImage", json(before));

        assertThat(InMemoryApplication.failures(InMemoryApplication.invoke(handler, event.toString())))
                .isEmpty();

        InOrder order = inOrder(events);
        order.verify(events).publish(argThat(event -> event.id().endsWith("/invited/1")));
        order.verify(events).publish(argThat(event -> event.id().endsWith("/declined/2")));
        assertThat(program.memory.snapshot()).isEmpty();
    }

    private Map<String, AttributeValue> run() {
        return program.memory.snapshot().values().stream()
                .filter(item -> item.get("SK").s().startsWith("RUN#"))
                .findFirst()
                .map(HashMap::new)
                .orElseThrow();
    }

    @Test
    void publishedItemsAreNotPublishedAgain() {
        enrollAda();
        streamAll();
        InMemoryApplication.invoke(handler, event.toString());
        records.removeAll();
        clearInvocations(queues);
        streamAll();

        assertThat(InMemoryApplication.failures(InMemoryApplication.invoke(handler, event.toString())))
                .isEmpty();
        verifyNoInteractions(queues);
    }

    @Test
    void aRemovedItemIsIgnored() {
        records.addObject()
                .put("eventName", "REMOVE")
                .putObject("dynamodb")
                .put("SequenceNumber", "s1")
                .putObject("OldImage")
                .putObject("pending")
                .put("S", "enrolled");

        assertThat(InMemoryApplication.failures(InMemoryApplication.invoke(handler, event.toString())))
                .isEmpty();
    }

    @Test
    void aFailingRecordDoesNotStopTheOthers() {
        enrollAda();
        record((ObjectNode) Json.read("{\"PK\":{\"S\":\"USER#x\"},\"SK\":{\"S\":\"ENROLLMENT#y#00001\"},"
                + "\"pending\":{\"S\":\"enrolled\"}}"));
        record((ObjectNode) Json.read("{\"PK\":{\"S\":\"USER#x\"},\"pending\":{\"S\":7}}"));
        record((ObjectNode) Json.read("{\"PK\":{\"X\":\"USER#x\"}}"));
        streamAll();

        assertThat(InMemoryApplication.failures(InMemoryApplication.invoke(handler, event.toString())))
                .as("a pending item that cannot be read is left to the sweep, which reports it")
                .containsExactly("s2", "s3");
        verify(queues).sendMessage(any());
    }

    @Test
    void anItemThatCouldNotBeQueuedStaysPendingAndIsABatchItemFailure() {
        enrollAda();
        streamAll();
        doThrow(new IllegalStateException("no queue")).when(queues).sendMessage(any());

        assertThat(InMemoryApplication.failures(InMemoryApplication.invoke(handler, event.toString())))
                .hasSize(1);
        assertThat(program.memory.snapshot().values())
                .filteredOn(item -> item.containsKey("pending"))
                .hasSize(1);
    }
}
