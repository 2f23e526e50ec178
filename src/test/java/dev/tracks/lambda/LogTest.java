package dev.tracks.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.Fixtures;
import dev.tracks.domain.decision.Outcome;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.message.DeliveryHours;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.StepReached;
import dev.tracks.usecase.ConcurrentUpdateException;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.enroll.RunStep;
import dev.tracks.usecase.message.Channel;
import dev.tracks.usecase.message.ChannelState;
import dev.tracks.usecase.message.DeliverMessage;
import dev.tracks.usecase.message.DeliveryRecords;
import dev.tracks.usecase.message.OutgoingMessage;
import dev.tracks.usecase.message.StoredMessage;
import dev.tracks.usecase.outbox.Queues;
import dev.tracks.usecase.outbox.RecordVisibility;
import dev.tracks.usecase.people.FindPerson;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each log line has its request id, cause and outcome. */
class LogTest {
    private static final StepReached ADA = Fixtures.cause("day-1", "s1", "ada", 1);
    private static final String ADA_JSON = "{\"trackId\":\"day-1\",\"stepId\":\"s1\",\"participantId\":\"ada\"}";
    private static final Map<String, Object> OF_ADA = Map.of(
            "requestId", TestContext.REQUEST_ID,
            "trackId", "day-1",
            "stepId", "s1",
            "participantId", "ada",
            "instance", "1");

    private final RunStep runStep = mock(RunStep.class);
    private final FindPerson findPerson = new InMemoryApplication().findPerson();
    private final StepHandler step =
            new StepHandler(findPerson, runStep, mock(Queues.class), InMemoryApplication.UNCOUNTED);
    private final BatchHandler batch = new BatchHandler(findPerson, runStep, InMemoryApplication.UNCOUNTED);
    private final CapturedLog logged = new CapturedLog();

    @AfterEach
    void close() {
        logged.close();
    }

    private static Outcome skipped() {
        return new Outcome(
                RunStatus.SKIPPED,
                Optional.of(SkipReason.COOLDOWN),
                false,
                Optional.of("ada"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    @Test
    void anOutcomeIsOneLineWithRequestCauseDecisionAndReason() {
        when(runStep.run(ADA)).thenReturn(skipped());

        InMemoryApplication.invoke(step, ADA_JSON);

        assertThat(logged.lines()).singleElement().satisfies(line -> {
            assertThat(line.text()).isEqualTo("outcome");
            assertThat(line.fields())
                    .containsAllEntriesOf(OF_ADA)
                    .containsAllEntriesOf(Map.of("decision", "skipped", "reason", "cooldown", "replayed", "false"));
        });
    }

    @Test
    void anUnknownAliasIsAWarningWithoutPersonalData() {
        InMemoryApplication.invoke(
                step, ADA_JSON.replace("\"participantId\":\"ada\"", "\"participant\":{\"email\":\"a@example.com\"}"));

        assertThat(logged.lines()).singleElement().satisfies(line -> {
            assertThat(line.level()).isEqualTo("WARN");
            assertThat(line.text() + line.fields()).contains("email").doesNotContain("example.com");
            assertThat(line.fields())
                    .containsAllEntriesOf(
                            Map.of("trackId", "day-1", "stepId", "s1", "reason", "participant_not_found"));
        });
    }

    @Test
    void aFailureOfStepIsLoggedWithItsCause() {
        when(runStep.run(ADA)).thenThrow(new ConcurrentUpdateException("step day-1/s1"));

        assertThatThrownBy(() -> InMemoryApplication.invoke(step, ADA_JSON))
                .isInstanceOf(ConcurrentUpdateException.class);

        assertThat(logged.lines()).singleElement().satisfies(line -> {
            assertThat(line.level()).isEqualTo("ERROR");
            assertThat(line.fields()).isEqualTo(OF_ADA);
        });
    }

    @Test
    void aFailureInABatchIsLoggedWithItsCause() {
        when(runStep.run(ADA)).thenThrow(new IllegalStateException("the table does not answer"));

        InMemoryApplication.invoke(batch, InMemoryApplication.sqs(ADA_JSON));

        assertThat(logged.lines()).singleElement().satisfies(line -> {
            assertThat(line.level()).isEqualTo("ERROR");
            assertThat(line.hasStackTrace()).isTrue();
            assertThat(line.fields()).isEqualTo(OF_ADA);
        });
    }

    @Test
    void aRecordThatLostToConcurrentUpdatesIsAWarningWithoutAStackTrace() {
        when(runStep.run(ADA)).thenThrow(new ConcurrentUpdateException("step day-1/s1"));

        InMemoryApplication.invoke(batch, InMemoryApplication.sqs(ADA_JSON));

        assertThat(logged.lines()).singleElement().satisfies(line -> {
            assertThat(line.level()).isEqualTo("WARN");
            assertThat(line.hasStackTrace()).isFalse();
            assertThat(line.text()).contains("m1").contains("step day-1/s1: concurrent updates");
            assertThat(line.fields()).isEqualTo(OF_ADA);
        });
    }

    @Test
    void noLineHasFieldsOfThePreviousRecord() {
        when(runStep.run(ADA)).thenReturn(skipped());

        InMemoryApplication.invoke(batch, InMemoryApplication.sqs(ADA_JSON, "{}"));

        assertThat(logged.lines()).hasSize(2);
        assertThat(logged.lines().get(1).fields()).isEqualTo(Map.of("requestId", TestContext.REQUEST_ID));
    }

    @Test
    void aDeliveryIsLoggedByItsIdAndResult() {
        deliver(new DeliverMessage.Result(DeliverMessage.Delivery.SENT, Optional.empty()));

        assertThat(logged.lines())
                .singleElement()
                .satisfies(line -> assertThat(line.fields())
                        .containsEntry("result", "sent")
                        .hasEntrySatisfying(
                                "message", id -> assertThat(id).asString().contains("confirmation", "ada", "week-1")));
    }

    @Test
    void anUndeliverableMessageIsAWarningWithTheErrorCodeAndWithoutPersonalData() {
        deliver(new DeliverMessage.Result(DeliverMessage.Delivery.REFUSED, Optional.of("channel_not_found")));

        assertThat(logged.lines()).singleElement().satisfies(line -> {
            assertThat(line.level()).isEqualTo("WARN");
            assertThat(line.text()).isEqualTo("undeliverable");
            assertThat(line.fields())
                    .isEqualTo(Map.of(
                            "requestId", TestContext.REQUEST_ID,
                            "message", "confirmation/ada/week-1/1",
                            "result", "refused",
                            "error", "channel_not_found"));
        });
    }

    @Test
    void aMessageThatWaitsBecauseTheChannelIsDownIsAWarningWithTheErrorCode() {
        deliver(new DeliverMessage.Result(DeliverMessage.Delivery.CHANNEL_DOWN, Optional.of("token_revoked")));

        assertThat(logged.lines()).singleElement().satisfies(line -> {
            assertThat(line.level()).isEqualTo("WARN");
            assertThat(line.text()).isEqualTo("channel down");
            assertThat(line.fields()).containsEntry("result", "channel_down").containsEntry("error", "token_revoked");
        });
    }

    @Test
    void aMessageThatAnotherProcessIsSendingIsNotAFailure() {
        assertThat(InMemoryApplication.failures(deliver(ofAMessageThatIsClaimed())))
                .as("the queue redelivers it, in case the other process dies")
                .containsExactly("m1");

        assertThat(logged.lines()).singleElement().satisfies(line -> {
            assertThat(line.level()).isEqualTo("INFO");
            assertThat(line.hasStackTrace()).isFalse();
            assertThat(line.text()).isEqualTo("delivery");
            assertThat(line.fields())
                    .containsEntry("message", "confirmation/ada/week-1/1")
                    .containsEntry("result", "being_sent");
        });
    }

    private static void deliver(DeliverMessage.Result result) {
        DeliverMessage deliverMessage = mock(DeliverMessage.class);
        when(deliverMessage.deliver(any(), any())).thenReturn(result);
        deliver(deliverMessage);
    }

    private static JsonNode deliver(DeliverMessage deliverMessage) {
        return InMemoryApplication.invoke(
                new DeliverHandler(deliverMessage, () -> null, () -> null, InMemoryApplication.UNCOUNTED),
                InMemoryApplication.sqs(
                        "{\"kind\":\"confirmation\",\"participantId\":\"ada\",\"trackId\":\"week-1\",\"number\":1}"));
    }

    private static DeliverMessage ofAMessageThatIsClaimed() {
        DeliveryRecords records = mock(DeliveryRecords.class);
        MessageRef ref = new MessageRef(MessageKind.CONFIRMATION, "ada", "week-1", 1);
        when(records.find(ref))
                .thenReturn(Optional.of(new StoredMessage(
                        new OutgoingMessage(ref, Fixtures.person("ada").build(), "Welcome", Optional.empty(), false))));
        when(records.claim(any(), any(), any())).thenReturn(false);
        Channel channel = mock(Channel.class);
        when(channel.addressError(any())).thenReturn(Optional.empty());
        return new DeliverMessage(
                records,
                channel,
                mock(ChannelState.class),
                mock(RecordVisibility.class),
                DeliveryHours.parse("00:00-24:00"),
                new OptimisticRetry(round -> {}),
                () -> Fixtures.NOW,
                () -> Fixtures.NOW);
    }

    @Test
    void noFieldOfAnInvocationIsLeftForTheNext() {
        when(runStep.run(any())).thenReturn(skipped());

        InMemoryApplication.invoke(step, ADA_JSON);

        assertThat(MDC.getMap()).isEmpty();
    }
}
