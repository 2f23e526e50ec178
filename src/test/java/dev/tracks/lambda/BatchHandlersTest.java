package dev.tracks.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.domain.decision.Outcome;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.StepReached;
import dev.tracks.lambda.http.TestRequest;
import dev.tracks.lambda.json.InvalidRequestException;
import dev.tracks.usecase.ConcurrentUpdateException;
import dev.tracks.usecase.enroll.RunStep;
import dev.tracks.usecase.message.DeliverMessage;
import dev.tracks.usecase.outbox.ReceivedRecord;
import dev.tracks.usecase.people.FindPerson;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchHandlersTest {
    private static final StepReached ADA = Fixtures.cause("day-1", "s1", "ada", 1);
    private static final String ADA_JSON = "{\"trackId\":\"day-1\",\"stepId\":\"s1\",\"participantId\":\"ada\"}";
    private static final String LINUS_JSON = ADA_JSON.replace("ada", "linus");
    private static final MessageRef CONFIRMATION = new MessageRef(MessageKind.CONFIRMATION, "ada", "week-1", 1);
    private static final String CONFIRMATION_JSON =
            "{\"kind\":\"confirmation\",\"participantId\":\"ada\",\"trackId\":\"week-1\",\"number\":1}";

    private final RunStep runStep = mock(RunStep.class);
    private final DeliverMessage deliverMessage = mock(DeliverMessage.class);
    private final FindPerson findPerson = new InMemoryApplication().findPerson();
    private final BatchHandler batch = new BatchHandler(findPerson, runStep, InMemoryApplication.UNCOUNTED);
    private final DeliverHandler deliver =
            new DeliverHandler(deliverMessage, () -> null, () -> null, InMemoryApplication.UNCOUNTED);

    private static Outcome skipped() {
        return new Outcome(
                RunStatus.SKIPPED,
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"trackId\":\"day-1\"}", "not json"})
    void aFailingRecordDoesNotStopTheOthers(String poison) {
        when(runStep.run(any())).thenReturn(skipped());

        var response = InMemoryApplication.invoke(batch, InMemoryApplication.sqs(ADA_JSON, poison, LINUS_JSON));

        assertThat(InMemoryApplication.failures(response)).containsExactly("m2");
        verify(runStep).run(ADA);
        verify(runStep).run(Fixtures.cause("day-1", "s1", "linus", 1));
    }

    @Test
    void aFailedCauseIsReportedAsABatchItemFailure() {
        when(runStep.run(any())).thenReturn(skipped());
        when(runStep.run(ADA)).thenThrow(new ConcurrentUpdateException("step day-1/s1"));

        assertThat(InMemoryApplication.failures(
                        InMemoryApplication.invoke(batch, InMemoryApplication.sqs(ADA_JSON, LINUS_JSON))))
                .containsExactly("m1");
    }

    @Test
    void anUnknownAliasIsRedeliveredUntilThePersonAppears() {
        InMemoryApplication program = new InMemoryApplication();
        String byEmail =
                ADA_JSON.replace("\"participantId\":\"ada\"", "\"participant\":{\"email\":\"ada@example.com\"}");
        BatchHandler real = program.batchHandler();

        assertThat(InMemoryApplication.failures(
                        InMemoryApplication.invoke(real, InMemoryApplication.sqs(byEmail, LINUS_JSON))))
                .containsExactly("m1");

        TestRequest.of(program.api(), "PUT", "/v1/participants/ada")
                .body("{\"name\":\"Ada\",\"email\":\"ada@example.com\"}")
                .send();
        assertThat(InMemoryApplication.failures(InMemoryApplication.invoke(real, InMemoryApplication.sqs(byEmail))))
                .isEmpty();
        assertThat(TestRequest.of(program.api(), "GET", "/v1/participants/ada/history")
                        .send()
                        .json()
                        .findValuesAsText("reason"))
                .containsExactly("step_not_found");
    }

    @Test
    void aBatchThatSucceedsReportsNothing() {
        when(runStep.run(any())).thenReturn(skipped());

        assertThat(InMemoryApplication.invoke(batch, InMemoryApplication.sqs(ADA_JSON))
                        .toString())
                .isEqualTo("{\"batchItemFailures\":[]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"Records\":{}}", "[]", "{\"Records\":null}"})
    void anEventThatIsNotABatchIsAFunctionError(String event) {
        assertThatThrownBy(() -> InMemoryApplication.invoke(batch, event))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("Records must be a list of records");
    }

    @Test
    void aRecordWithoutAnIdentifierFailsTheBatchAfterTheOtherRecordsAreProcessed() {
        when(runStep.run(any())).thenReturn(skipped());
        String event = InMemoryApplication.sqs(ADA_JSON, LINUS_JSON).replace("\"messageId\":\"m1\",", "");

        assertThatThrownBy(() -> InMemoryApplication.invoke(batch, event))
                .hasMessage("Records[0].messageId is required");
        verify(runStep).run(Fixtures.cause("day-1", "s1", "linus", 1));
    }

    @Test
    void theMessageThatARecordNamesIsDelivered() {
        when(deliverMessage.deliver(eq(CONFIRMATION), any()))
                .thenReturn(result(DeliverMessage.Delivery.SENT, Optional.empty()));

        assertThat(InMemoryApplication.failures(
                        InMemoryApplication.invoke(deliver, InMemoryApplication.sqs(CONFIRMATION_JSON))))
                .isEmpty();
        verify(deliverMessage).deliver(CONFIRMATION, new ReceivedRecord("r1", 3));
    }

    @Test
    void aPermanentlyRefusedMessageIsNotABatchItemFailure() {
        when(deliverMessage.deliver(eq(CONFIRMATION), any()))
                .thenReturn(result(DeliverMessage.Delivery.REFUSED, Optional.of("channel_not_found")));

        assertThat(InMemoryApplication.failures(
                        InMemoryApplication.invoke(deliver, InMemoryApplication.sqs(CONFIRMATION_JSON))))
                .isEmpty();
    }

    @Test
    void aMessageThatWaitsInTheQueueIsReportedAsABatchItemFailure() {
        when(deliverMessage.deliver(eq(CONFIRMATION), any()))
                .thenReturn(
                        new DeliverMessage.Result(DeliverMessage.Delivery.POSTPONED, Optional.empty(), true),
                        new DeliverMessage.Result(DeliverMessage.Delivery.POSTPONED, Optional.empty(), false));

        assertThat(InMemoryApplication.failures(InMemoryApplication.invoke(
                        deliver, InMemoryApplication.sqs(CONFIRMATION_JSON, CONFIRMATION_JSON))))
                .containsExactly("m1");
    }

    private static DeliverMessage.Result result(DeliverMessage.Delivery delivery, Optional<String> error) {
        return new DeliverMessage.Result(delivery, error);
    }

    @Test
    void aMessageThatCouldNotBeSentIsReportedAsABatchItemFailure() {
        doThrow(new IllegalStateException("the inbox is closed"))
                .when(deliverMessage)
                .deliver(eq(CONFIRMATION), any());

        assertThat(InMemoryApplication.failures(
                        InMemoryApplication.invoke(deliver, InMemoryApplication.sqs(CONFIRMATION_JSON))))
                .containsExactly("m1");
    }

    @Test
    void anInvalidMessageReferenceIsABatchItemFailure() {
        String[] bodies = {
            CONFIRMATION_JSON.replace("confirmation", "greeting"),
            CONFIRMATION_JSON.replace("1}", "0}"),
            CONFIRMATION_JSON.replace("1}", "1,\"text\":\"Hi\"}"),
            "{}"
        };

        assertThat(InMemoryApplication.failures(InMemoryApplication.invoke(deliver, InMemoryApplication.sqs(bodies))))
                .containsExactly("m1", "m2", "m3", "m4");
        verifyNoInteractions(deliverMessage);
    }
}
