package dev.tracks.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.domain.decision.Outcome;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.StepReached;
import dev.tracks.lambda.CapturedLog.Line;
import dev.tracks.usecase.ConcurrentUpdateException;
import dev.tracks.usecase.enroll.RunStep;
import dev.tracks.usecase.message.DeliverMessage;
import dev.tracks.usecase.outbox.Queues;
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
        when(runStep.run(any())).thenReturn(skipped());
        when(runStep.run(ADA)).thenThrow(new ConcurrentUpdateException("step day-1/s1"));

        InMemoryApplication.invoke(batch, InMemoryApplication.sqs(ADA_JSON));

        assertThat(logged.lines()).extracting(Line::fields).containsExactly(OF_ADA);
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

    private static void deliver(DeliverMessage.Result result) {
        DeliverMessage deliverMessage = mock(DeliverMessage.class);
        when(deliverMessage.deliver(any(), any())).thenReturn(result);
        InMemoryApplication.invoke(
                new DeliverHandler(deliverMessage, () -> null, () -> null, InMemoryApplication.UNCOUNTED),
                InMemoryApplication.sqs(
                        "{\"kind\":\"confirmation\",\"participantId\":\"ada\",\"trackId\":\"week-1\",\"number\":1}"));
    }

    @Test
    void noFieldOfAnInvocationIsLeftForTheNext() {
        when(runStep.run(any())).thenReturn(skipped());

        InMemoryApplication.invoke(step, ADA_JSON);

        assertThat(MDC.getMap()).isEmpty();
    }
}
