package dev.tracks.usecase.outbox;

import static dev.tracks.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doNothing;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.domain.decision.Decision;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.outbox.DueItem.PendingInvitation;
import dev.tracks.usecase.outbox.DueItem.PendingRun;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

class StreamPublisherTest extends OutboxPublisherFixture {
    private static final Duration OLD = StreamPublisher.REPEATED_FOR;
    private static final Duration NEW = OLD.minusMillis(1);
    private static final IllegalStateException DOWN = new IllegalStateException("down");

    private static final Invitation DECLINED = Fixtures.invitation(CAUSE, "week-1", 3)
            .transitionTo(InvitationStatus.DECLINED, TrailEntry.of(NOW, "declined"));

    private final StreamPublisher stream = new StreamPublisher(publisher, outbox, () -> NOW);
    private final Run skipped = run(new Decision.Skip(SkipReason.STEP_NOT_FOUND, Map.of()), Optional.empty());
    private final Run deferred = run(new Decision.Defer("ada", NOW.plusSeconds(3_600)), Optional.empty());

    private static Run run(Decision decision, Optional<Run> earlier) {
        return Run.of(CAUSE, decision, Optional.empty(), NOW, earlier);
    }

    private static WrittenRun written(Run run) {
        return new WrittenRun(CAUSE, run.version(), Optional.of(run), Optional.empty());
    }

    @Test
    void aSkippedRunIsPublishedWithoutAnyWrite() {
        assertThat(stream.publish(written(skipped), NEW)).isEmpty();

        verify(events).publish(Transition.of(skipped));
        verifyNoInteractions(outbox, queues, schedules);
    }

    @Test
    void aDeferredRunIsScheduledWithoutAnyWrite() {
        assertThat(stream.publish(written(deferred), OLD)).isEmpty();

        verify(schedules).schedule(CAUSE, NOW.plusSeconds(3_600));
        verify(events).publish(Transition.of(deferred));
        verifyNoInteractions(outbox);
    }

    @Test
    void aRunThatCannotBePublishedIsRepeatedFirst() {
        doThrow(DOWN).when(events).publish(any());

        assertThatThrownBy(() -> stream.publish(written(skipped), NEW)).isSameAs(DOWN);

        verifyNoInteractions(outbox);
    }

    @Test
    void aRunThatCannotBePublishedIsLeftToTheSweepLater() {
        doThrow(DOWN).when(events).publish(any());
        when(outbox.markPending(written(skipped), NOW)).thenReturn(WriteResult.WRITTEN);

        assertThat(stream.publish(written(skipped), OLD)).contains(DOWN);
    }

    @Test
    void aRunThatCanNeitherBePublishedNorMarkedIsRepeated() {
        doThrow(DOWN).when(events).publish(any());
        when(outbox.markPending(any(WrittenRun.class), any())).thenReturn(WriteResult.CONFLICT);
        assertThatThrownBy(() -> stream.publish(written(skipped), OLD)).isSameAs(DOWN);

        IllegalStateException noTable = new IllegalStateException("no table");
        when(outbox.markPending(any(WrittenRun.class), any())).thenThrow(noTable);
        assertThatThrownBy(() -> stream.publish(written(skipped), OLD)).isSameAs(noTable);
    }

    @Test
    void ofAReplacedRunOnlyTheEventIsPublished() {
        doThrow(DOWN).when(schedules).schedule(any(), any());
        when(outbox.markPending(any(WrittenRun.class), any())).thenReturn(WriteResult.CONDITION_FAILED);

        assertThat(stream.publish(written(deferred), OLD)).isEmpty();

        verify(events).publish(Transition.of(deferred));
    }

    @Test
    void aReplacedRunWhoseEventCannotBePublishedIsRepeated() {
        doThrow(DOWN).when(events).publish(any());
        when(outbox.markPending(any(WrittenRun.class), any())).thenReturn(WriteResult.CONDITION_FAILED);

        assertThatThrownBy(() -> stream.publish(written(skipped), OLD)).isSameAs(DOWN);
    }

    @Test
    void thePendingVersionThatItReplacedIsPublishedFirstAndNeverLeftToTheSweep() {
        Run next = run(new Decision.Skip(SkipReason.STEP_DISABLED, Map.of()), Optional.of(skipped));
        WrittenRun replacement = new WrittenRun(CAUSE, 2, Optional.of(next), Optional.of(new PendingRun(skipped)));
        doThrow(DOWN).when(events).publish(Transition.of(skipped));
        assertThatThrownBy(() -> stream.publish(replacement, OLD)).isSameAs(DOWN);
        verifyNoInteractions(outbox);

        doNothing().when(events).publish(Transition.of(skipped));
        stream.publish(replacement, OLD);

        InOrder order = inOrder(events);
        order.verify(events, times(2)).publish(Transition.of(skipped));
        order.verify(events).publish(Transition.of(next));
    }

    @Test
    void anEnrolledRunIsPublishedWithItsInstance() {
        Run enrolled = run(new Decision.Enroll("ada", new EnrollmentRef("week-1", 1)), Optional.of(skipped));

        stream.publish(new WrittenRun(CAUSE, 2, Optional.of(enrolled), Optional.of(new PendingRun(skipped))), NEW);

        verify(events).publish(Transition.of(skipped));
        verify(events, times(1)).publish(any());
    }

    @Test
    void aRunThatThisProgramCannotReadIsLeftToTheSweepAtOnce() {
        WrittenRun unknown = new WrittenRun(CAUSE, 1, Optional.empty(), Optional.empty());
        when(outbox.markPending(unknown, NOW)).thenReturn(WriteResult.WRITTEN);

        assertThat(stream.publish(unknown, Duration.ZERO)).isPresent();

        when(outbox.markPending(unknown, NOW)).thenReturn(WriteResult.CONDITION_FAILED);
        assertThatThrownBy(() -> stream.publish(unknown, Duration.ZERO)).hasMessageContaining("cannot be read");
    }

    @Test
    void aClosedInvitationIsPublishedWithoutAnyWrite() {
        assertThat(stream.publish(closed(false, true), NEW)).isEmpty();

        InOrder order = inOrder(queues, events);
        order.verify(queues).sendClosed(MessageRef.of(MessageKind.INVITATION, DECLINED));
        order.verify(events).publish(Transition.of(DECLINED));
        order.verifyNoMoreInteractions();
        verifyNoInteractions(outbox);
    }

    @Test
    void anInvitationThatWasClosedBeforeItWasPublishedIsPublishedFirst() {
        assertThat(stream.publish(closed(true, false), OLD)).isEmpty();

        InOrder order = inOrder(queues, events);
        order.verify(events).publish(Transition.invited(DECLINED));
        order.verify(events).publish(Transition.of(DECLINED));
        order.verifyNoMoreInteractions();
    }

    @Test
    void aClosedInvitationThatCannotBePublishedIsRepeatedAndLaterLeftToTheSweep() {
        ClosedInvitation closed = closed(false, true);
        doThrow(DOWN).when(queues).sendClosed(any());
        assertThatThrownBy(() -> stream.publish(closed, NEW)).isSameAs(DOWN);
        verifyNoInteractions(outbox);

        when(outbox.markPending(closed, NOW)).thenReturn(WriteResult.WRITTEN);
        assertThat(stream.publish(closed, OLD)).contains(DOWN);
    }

    @Test
    void aClosedInvitationThatCanNeitherBePublishedNorMarkedIsRepeated() {
        doThrow(DOWN).when(events).publish(any());
        when(outbox.markPending(closed(false, false), NOW))
                .thenReturn(WriteResult.CONFLICT, WriteResult.CONDITION_FAILED);

        assertThatThrownBy(() -> stream.publish(closed(false, false), OLD)).isSameAs(DOWN);
        assertThatThrownBy(() -> stream.publish(closed(false, false), OLD)).isSameAs(DOWN);
    }

    @Test
    void aClosedInvitationThatThisProgramCannotReadIsLeftToTheSweepAtOnce() {
        ClosedInvitation unknown = new ClosedInvitation("ada", DECLINED.ref(), 2, Optional.empty(), false);
        when(outbox.markPending(unknown, NOW)).thenReturn(WriteResult.WRITTEN);

        assertThat(stream.publish(unknown, Duration.ZERO)).isPresent();
    }

    private static ClosedInvitation closed(boolean wasPending, boolean shown) {
        PendingInvitation content = new PendingInvitation(DECLINED, Optional.empty(), shown);
        return new ClosedInvitation("ada", DECLINED.ref(), DECLINED.version(), Optional.of(content), wasPending);
    }

    @Test
    void aPendingItemThatCannotBePublishedIsRepeatedAndLaterLeftToTheSweepAsItIs() {
        doThrow(DOWN).when(queues).sendMessage(any());
        assertThatThrownBy(() -> stream.publish(new PendingWrite(CONFIRMED, Optional.empty()), NEW))
                .isSameAs(DOWN);

        assertThat(stream.publish(new PendingWrite(CONFIRMED, Optional.empty()), OLD))
                .contains(DOWN);

        verify(outbox, never()).clearPending(CONFIRMED);
        verify(outbox, never()).markPending(any(WrittenRun.class), any());
        verify(outbox, never()).markPending(any(ClosedInvitation.class), any());
    }

    @Test
    void aPendingItemIsPublishedAndItsMarkerCleared() {
        assertThat(stream.publish(new PendingWrite(SILENT, Optional.empty()), NEW))
                .isEmpty();

        verify(events).publish(Transition.started(WEEK_1));
        verify(outbox).clearPending(SILENT);
    }

    @Test
    void ofARedrivenPendingItemOnlyTheRunIsPublishedThatNoOtherRecordShows() {
        Run next = run(new Decision.Defer("ada", NOW), Optional.of(skipped));

        stream.publish(
                new PendingWrite(new PendingRun(next), Optional.of(new PendingRun(skipped))),
                StreamPublisher.REDRIVEN_FROM);
        stream.publish(new PendingWrite(CONFIRMED, Optional.empty()), StreamPublisher.REDRIVEN_FROM);

        verify(events).publish(Transition.of(skipped));
        verifyNoMoreInteractions(events);
        verifyNoInteractions(outbox, queues, schedules);
    }

    @Test
    void aPendingItemIsPublishedAsLongAsLambdaHasNotStoredItsRecord() {
        stream.publish(new PendingWrite(SILENT, Optional.empty()), StreamPublisher.REDRIVEN_FROM.minusMillis(1));

        verify(outbox).clearPending(SILENT);
    }

    @Test
    void ofARunThatEnrolledOnlyTheReplacedVersionIsPublishedAgain() {
        Run enrolled = run(new Decision.Enroll("ada", WEEK_1.ref()), Optional.of(skipped));
        WrittenRun replacement = new WrittenRun(CAUSE, 2, Optional.of(enrolled), Optional.of(new PendingRun(skipped)));

        assertThat(stream.publish(replacement, StreamPublisher.REDRIVEN_FROM)).isEmpty();

        verify(events).publish(Transition.of(skipped));
        verifyNoMoreInteractions(events);
    }

    @Test
    void ofARedrivenRunOnlyTheEventIsPublished() {
        assertThat(stream.publish(written(deferred), StreamPublisher.REDRIVEN_FROM))
                .isEmpty();

        verify(events).publish(Transition.of(deferred));
        verifyNoInteractions(outbox, queues, schedules);
    }
}
