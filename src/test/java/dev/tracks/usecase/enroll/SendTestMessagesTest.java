package dev.tracks.usecase.enroll;

import static dev.tracks.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.message.MessageText;
import dev.tracks.usecase.ErasedException;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.configure.Catalog;
import dev.tracks.usecase.enroll.Ledger.Reading;
import dev.tracks.usecase.message.FakeRenderers;
import dev.tracks.usecase.message.StepMessages;
import dev.tracks.usecase.message.TestMessage;
import dev.tracks.usecase.message.TestMessages;
import dev.tracks.usecase.outbox.Queues;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

class SendTestMessagesTest {
    private static final MessageRef REF = new MessageRef(MessageKind.TEST, "ada", "week-1", 1);

    private final Catalog catalog = mock(Catalog.class);
    private final Ledger ledger = mock(Ledger.class);
    private final TestMessages testMessages = mock(TestMessages.class);
    private final Queues queues = mock(Queues.class);
    private final Fixtures.Step step =
            Fixtures.step("day-1", "s1", "week-1").confirmation("Hi {{user}}").mailSubject("{{track}}");
    private final SendTestMessages sendTestMessages = new SendTestMessages(
            new PreviewStep(catalog, ledger, new StepMessages(FakeRenderers.OF_VALUES), () -> NOW),
            testMessages,
            queues,
            new OptimisticRetry(round -> {}),
            () -> NOW);

    @BeforeEach
    void adaHasNotReachedTheStep() {
        when(catalog.track("day-1")).thenReturn(Optional.of(Fixtures.track("day-1")));
        when(catalog.track("week-1")).thenReturn(Optional.of(Fixtures.track("week-1")));
        when(ledger.read(any(), any()))
                .thenReturn(new Reading(
                        Optional.of(Fixtures.person("ada").build()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    private List<TestMessage> send() {
        return sendTestMessages.send(step.build(), "ada", id -> true);
    }

    @Test
    void theMessagesAreStoredBeforeTheyAreEnqueued() {
        when(testMessages.save(any(), eq(NOW))).thenReturn(WriteResult.CONFLICT, WriteResult.WRITTEN);
        MessageText text = new MessageText("Test: Hi Ada", Optional.of("Test: WEEK-1"));

        assertThat(send()).containsExactly(new TestMessage(REF, MessageKind.CONFIRMATION, text));

        InOrder order = inOrder(testMessages, queues);
        order.verify(testMessages, times(2)).save(any(), eq(NOW));
        order.verify(queues).sendMessage(REF);
    }

    @Test
    void nothingIsSentToAnErasedPerson() {
        when(testMessages.save(any(), any())).thenReturn(WriteResult.CONDITION_FAILED);

        assertThatExceptionOfType(ErasedException.class).isThrownBy(this::send);
        verifyNoInteractions(queues);
    }

    @Test
    void theInvitationThatAnAutomaticStepKeepsIsNotSent() {
        when(testMessages.save(any(), any())).thenReturn(WriteResult.WRITTEN);
        step.manual("Join us").automatic();

        assertThat(send()).extracting(TestMessage::tested).containsExactly(MessageKind.CONFIRMATION);
    }
}
