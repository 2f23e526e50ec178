package dev.tracks.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.Source;
import dev.tracks.lambda.json.Json;
import dev.tracks.usecase.outbox.Transition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

class EventBridgeDomainEventsTest {
    private static final Transition SKIPPED = new Transition(
            "skipped",
            3,
            Fixtures.NOW,
            Source.step(Fixtures.cause("day-1", "s1", "ada", 1)),
            new Transition.Subject("ada", Optional.of("week-1"), Optional.empty(), Optional.empty()),
            Optional.of(SkipReason.COOLDOWN),
            Optional.empty());

    private final EventBridgeClient client = mock(EventBridgeClient.class);
    private final EventBridgeDomainEvents events = new EventBridgeDomainEvents(client, "bus");
    private final List<PutEventsRequestEntry> entries = new ArrayList<>();
    private PutEventsResponse response =
            PutEventsResponse.builder().failedEntryCount(0).build();

    @BeforeEach
    void collect() {
        when(client.putEvents(any(Consumer.class))).thenAnswer(call -> {
            PutEventsRequest.Builder request = PutEventsRequest.builder();
            call.<Consumer<PutEventsRequest.Builder>>getArgument(0).accept(request);
            entries.addAll(request.build().entries());
            return response;
        });
    }

    @Test
    void aTransitionIsOneEventOnTheBusNamedByItsKind() {
        events.publish(SKIPPED);

        assertThat(entries).singleElement().satisfies(entry -> {
            assertThat(entry.eventBusName()).isEqualTo("bus");
            assertThat(entry.source()).isEqualTo("dev.tracks");
            assertThat(entry.detailType()).isEqualTo("skipped");
            assertThat(entry.time()).isEqualTo(Fixtures.NOW);
            assertThat(Json.read(entry.detail())).isEqualTo(EventBridgeDomainEvents.detail(SKIPPED));
        });
    }

    @Test
    void aRepeatHasTheSameId() {
        events.publish(SKIPPED);
        events.publish(SKIPPED);

        assertThat(entries)
                .extracting(entry -> Json.read(entry.detail()).path("id").asText())
                .containsExactly("day-1/s1/ada/1/skipped/3", "day-1/s1/ada/1/skipped/3");
    }

    /** PutEvents answers 200 even if it rejects events (EventBridge API reference, PutEvents). */
    @Test
    void aRejectedEventFailsSoThatItIsPublishedAgain() {
        response = PutEventsResponse.builder()
                .failedEntryCount(1)
                .entries(entry -> entry.errorCode("InternalFailure").errorMessage("try again"))
                .build();

        assertThatThrownBy(() -> events.publish(SKIPPED))
                .isInstanceOf(EventBridgeDomainEvents.NotPublishedException.class)
                .hasMessageContaining("InternalFailure");
    }

    @Test
    void anUnreachableBusIsAFailureToo() {
        when(client.putEvents(any(Consumer.class))).thenThrow(new IllegalStateException("no route"));

        assertThatThrownBy(() -> events.publish(SKIPPED)).hasMessage("no route");
    }
}
