package dev.tracks.usecase.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.EmailAddress;
import dev.tracks.usecase.ConcurrentUpdateException;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.feedback.MailFeedback.Kind;
import dev.tracks.usecase.feedback.RecordFeedback.Result;
import dev.tracks.usecase.message.DeliverMessage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecordFeedbackTest {
    private static final MessageRef MESSAGE = new MessageRef(MessageKind.CONFIRMATION, "ada", "week-1", 2);
    private static final SentMail DELIVERED = new SentMail(Optional.of("mail-1"), Optional.empty(), false);

    private final FeedbackRecords records = mock(FeedbackRecords.class);
    private final RecordFeedback recordFeedback =
            new RecordFeedback(records, new OptimisticRetry(round -> {}), InstantSource.fixed(Fixtures.NOW));

    @BeforeEach
    void writes() {
        when(records.suppressAddress(any())).thenReturn(WriteResult.WRITTEN);
        when(records.recordFailure(any())).thenReturn(WriteResult.WRITTEN);
        found(DELIVERED);
    }

    private void found(SentMail mail) {
        when(records.find(MESSAGE)).thenReturn(Optional.of(mail));
    }

    private static MailFeedback report(Kind kind) {
        return new MailFeedback(MESSAGE, "mail-1", EmailAddress.of("ada@example.com"), kind, "why", Fixtures.NOW);
    }

    /** A message that a process has claimed so long ago. */
    private static SentMail claimed(Duration ago) {
        return new SentMail(Optional.empty(), Optional.of(Fixtures.NOW.minus(ago)), false);
    }

    private Result record(Kind kind) {
        return recordFeedback.record(report(kind));
    }

    @ParameterizedTest
    @EnumSource(names = {"BOUNCED", "COMPLAINED"})
    void aPermanentFailureSuppressesTheAddressAndThenMakesTheMessageUndeliverable(Kind kind) {
        assertThat(record(kind)).isEqualTo(Result.RECORDED);

        var order = inOrder(records);
        order.verify(records).suppressAddress(report(kind));
        order.verify(records).recordFailure(report(kind));
    }

    @ParameterizedTest
    @EnumSource(names = {"BOUNCED_TEMPORARILY", "REJECTED"})
    void aFailureThatIsNotAboutTheAddressLeavesItAlone(Kind kind) {
        assertThat(record(kind)).isEqualTo(Result.RECORDED);

        verify(records, never()).suppressAddress(any());
    }

    @ParameterizedTest
    @EnumSource(names = {"DELAYED", "REPLIED_AUTOMATICALLY", "NOT_SPAM"})
    void aReportThatIsNoFailureIsNotRecorded(Kind kind) {
        assertThat(record(kind)).isEqualTo(Result.NOTED);

        verifyNoInteractions(records);
    }

    @Test
    void aRepeatedReportWritesNothingAboutTheMessage() {
        found(new SentMail(Optional.of("mail-1"), Optional.empty(), true));

        assertThat(record(Kind.BOUNCED)).isEqualTo(Result.REPEATED);

        verify(records, never()).recordFailure(any());
    }

    @Test
    void aReportAboutAnEarlierMailConcernsOnlyTheAddress() {
        found(new SentMail(Optional.of("mail-2"), Optional.empty(), false));

        assertThat(record(Kind.BOUNCED)).isEqualTo(Result.EARLIER_MAIL);

        verify(records).suppressAddress(report(Kind.BOUNCED));
        verify(records, never()).recordFailure(any());
    }

    @Test
    void aReportAboutAMessageThatWillBeSentAgainIsAboutAnEarlierMail() {
        found(new SentMail(Optional.empty(), Optional.empty(), false));

        assertThat(record(Kind.REJECTED)).isEqualTo(Result.EARLIER_MAIL);
    }

    @Test
    void aReportThatArrivesBeforeTheDeliveryIsRecordedMustBeRepeatedButSuppressesTheAddressAtOnce() {
        found(claimed(DeliverMessage.CLAIM_TIMEOUT));

        assertThatThrownBy(() -> record(Kind.BOUNCED))
                .isInstanceOf(NotRecordedYetException.class)
                .hasMessageContaining(MESSAGE.id());
        verify(records).suppressAddress(report(Kind.BOUNCED));

        found(DELIVERED);
        assertThat(record(Kind.BOUNCED)).isEqualTo(Result.RECORDED);
    }

    @Test
    void aReportAboutAMailWhoseProcessEndedBeforeItRecordedTheDeliveryIsAboutAnEarlierMail() {
        found(claimed(DeliverMessage.CLAIM_TIMEOUT.plusMillis(1)));

        assertThat(record(Kind.BOUNCED)).isEqualTo(Result.EARLIER_MAIL);
        verify(records).suppressAddress(report(Kind.BOUNCED));
    }

    @Test
    void aReportAboutAnUnknownMessageIsDone() {
        when(records.find(MESSAGE)).thenReturn(Optional.empty());

        assertThat(record(Kind.BOUNCED)).isEqualTo(Result.UNKNOWN_MESSAGE);
    }

    @Test
    void aConcurrentUpdateIsReadAgain() {
        when(records.suppressAddress(any())).thenReturn(WriteResult.CONDITION_FAILED, WriteResult.WRITTEN);
        when(records.recordFailure(any())).thenReturn(WriteResult.CONDITION_FAILED);
        when(records.find(MESSAGE))
                .thenReturn(Optional.of(DELIVERED))
                .thenReturn(Optional.of(new SentMail(Optional.empty(), Optional.empty(), false)));

        assertThat(record(Kind.BOUNCED)).isEqualTo(Result.EARLIER_MAIL);
    }

    @Test
    void aReportIsNotDoneIfTheAddressCouldNotBeSuppressed() {
        when(records.suppressAddress(any())).thenReturn(WriteResult.CONFLICT);

        assertThatThrownBy(() -> record(Kind.BOUNCED)).isInstanceOf(ConcurrentUpdateException.class);
    }
}
