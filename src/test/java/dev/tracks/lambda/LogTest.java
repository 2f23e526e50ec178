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
import dev.tracks.lambda.telemetry.Metrics;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each invocation is one log line with its request id, causes and outcome; each failure is one of its own. */
class LogTest {
    private static final StepReached ADA = Fixtures.cause("day-1", "s1", "ada", 1);
    private static final String ADA_JSON = "{\"trackId\":\"day-1\",\"stepId\":\"s1\",\"participantId\":\"ada\"}";
    private static final Map<String, Object> OF_ADA = Map.of(
            "requestId", TestContext.REQUEST_ID,
            "trackId", "day-1",
            "stepId", "s1",
            "participantId", "ada",
            "instance", "1");

    private final List<String> results = new ArrayList<>();
    private final Metrics metrics = new Metrics(Optional.empty(), () -> Fixtures.NOW, results::add);
    private final RunStep runStep = mock(RunStep.class);
    private final FindPerson findPerson = new InMemoryApplication().findPerson();
    private final StepHandler step = new StepHandler(findPerson, runStep, mock(Queues.class), metrics);
    private final BatchHandler batch = new BatchHandler(findPerson, runStep, metrics);
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

        assertThat(logged.lines()).isEmpty();
        assertThat(results).singleElement().isEqualTo(skippedBecauseOfCooldown(1, "day-1/s1/ada/1"));
    }

    @Test
    void aBatchIsOneLineWithAllCausesThatHadTheSameOutcome() {
        when(runStep.run(any())).thenReturn(skipped());

        InMemoryApplication.invoke(batch, InMemoryApplication.sqs(ADA_JSON, ADA_JSON.replace("ada", "linus")));

        assertThat(logged.lines()).isEmpty();
        assertThat(results)
                .singleElement()
                .isEqualTo(skippedBecauseOfCooldown(2, "day-1/s1/ada/1\",\"day-1/s1/linus/1"));
    }

    private static String skippedBecauseOfCooldown(int count, String causes) {
        return "{\"decision\":\"skipped\",\"reason\":\"cooldown\",\"Decisions\":" + count
                + ",\"message\":\"outcome\",\"records\":[\"" + causes + "\"],\"mdc\":{\"requestId\":\""
                + TestContext.REQUEST_ID + "\"}}";
    }

    @Test
    void anUnknownAliasIsAWarningWithoutPersonalData() {
        InMemoryApplication.invoke(
                step, ADA_JSON.replace("\"participantId\":\"ada\"", "\"participant\":{\"email\":\"a@example.com\"}"));

        assertThat(logged.lines()).singleElement().satisfies(line -> {
            assertThat(line.level()).isEqualTo("WARN");
            assertThat(line.text() + line.fields()).contains("email").doesNotContain("example.com");
            assertThat(line.fields()).containsAllEntriesOf(Map.of("trackId", "day-1", "stepId", "s1", "instance", "1"));
        });
        assertThat(results)
                .singleElement()
                .asString()
                .contains("participant_not_found")
                .doesNotContain("example.com");
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

        assertThat(logged.lines())
                .singleElement()
                .satisfies(line -> assertThat(line.fields()).isEqualTo(Map.of("requestId", TestContext.REQUEST_ID)));
    }

    @Test
    void aDeliveryIsLoggedByItsIdAndResult() {
        deliver(new DeliverMessage.Result(DeliverMessage.Delivery.SENT, Optional.empty()));

        assertThat(logged.lines()).isEmpty();
        assertThat(results)
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains(
                                "\"message\":\"delivery\"", "\"result\":\"sent\"", "[\"confirmation/ada/week-1/1\"]"));
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
                            "error", "channel_not_found"));
        });
    }

    @Test
    void aMessageThatWaitsBecauseTheChannelIsDownIsAWarningWithTheErrorCode() {
        deliver(new DeliverMessage.Result(DeliverMessage.Delivery.CHANNEL_DOWN, Optional.of("token_revoked")));

        assertThat(logged.lines()).singleElement().satisfies(line -> {
            assertThat(line.level()).isEqualTo("WARN");
            assertThat(line.text()).isEqualTo("channel down");
            assertThat(line.fields()).containsEntry("error", "token_revoked");
        });
    }

    @Test
    void aMessageThatAnotherProcessIsSendingIsNotAFailure() {
        assertThat(InMemoryApplication.failures(deliver(ofAMessageThatIsClaimed())))
                .as("the queue redelivers it, in case the other process dies")
                .containsExactly("m1");

        assertThat(logged.lines()).isEmpty();
        assertThat(results)
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains(
                                "\"message\":\"delivery\"",
                                "\"result\":\"being_sent\"",
                                "[\"confirmation/ada/week-1/1\"]")
                        .doesNotContain("Deliveries"));
    }

    private void deliver(DeliverMessage.Result result) {
        DeliverMessage deliverMessage = mock(DeliverMessage.class);
        when(deliverMessage.deliver(any(), any())).thenReturn(result);
        deliver(deliverMessage);
    }

    private JsonNode deliver(DeliverMessage deliverMessage) {
        return InMemoryApplication.invoke(
                new DeliverHandler(deliverMessage, () -> null, () -> null, metrics),
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
