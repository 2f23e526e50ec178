package dev.tracks.usecase.outbox;

import static dev.tracks.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.verifyNoMoreInteractions;

import dev.tracks.Fixtures;
import dev.tracks.domain.SpanUnit;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.step.ReachedBy;
import dev.tracks.usecase.outbox.DueItem.PendingEnrollment;
import dev.tracks.usecase.outbox.DueItem.PendingEnrollment.Unpublished;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

/** Enrollments: their starts, ends and resent confirmations. */
class OutboxPublisherTest extends OutboxPublisherFixture {
    @Test
    void theConfirmationAndTheTracksStepsAreSentBeforeThePendingMarkerIsCleared() {
        given(Fixtures.step("week-1", "s1", "month-1"), Fixtures.step("week-1", "s2", "leadership"));

        publisher.publish(CONFIRMED);

        InOrder order = inOrder(queues, events, outbox);
        order.verify(queues).sendMessage(new MessageRef(MessageKind.CONFIRMATION, "ada", "week-1", 2));
        order.verify(queues)
                .sendReached(
                        List.of(Fixtures.cause("week-1", "s1", "ada", 2), Fixtures.cause("week-1", "s2", "ada", 2)));
        order.verify(events).publish(Transition.started(WEEK_1));
        order.verify(outbox).clearPending(CONFIRMED);
        order.verifyNoMoreInteractions();
    }

    @Test
    void withoutAConfirmationNoMessageIsSent() {
        given(Fixtures.step("week-1", "s1", "month-1"));

        publisher.publish(SILENT);

        verify(queues, never()).sendMessage(any());
        verify(outbox).clearPending(SILENT);
    }

    @Test
    void aTrackWithoutStepsReachesNone() {
        given();

        publisher.publish(SILENT);

        verify(queues, never()).sendReached(any());
        verify(outbox).clearPending(SILENT);
    }

    @Test
    void disabledAndDelayedStepsAreReachedButStepsByEventAreNot() {
        given(
                Fixtures.step("week-1", "off", "month-1").disabled(),
                Fixtures.step("week-1", "event", "month-1").reachedBy(ReachedBy.EVENT),
                Fixtures.step("week-1", "later", "month-1").delay(Fixtures.delay(7, SpanUnit.DAYS)));

        publisher.publish(SILENT);

        verify(queues)
                .sendReached(List.of(
                        Fixtures.cause("week-1", "off", "ada", 2), Fixtures.cause("week-1", "later", "ada", 2)));
    }

    @Test
    void thePendingMarkerStaysUntilEverythingIsPublished() {
        given(Fixtures.step("week-1", "s1", "month-1"));
        doThrow(new IllegalStateException("no queue")).when(queues).sendReached(any());

        assertThatThrownBy(() -> publisher.publish(CONFIRMED)).hasMessage("no queue");

        verify(outbox, never()).clearPending(any(PendingEnrollment.class));
    }

    @Test
    void theEndOfAnInstanceIsPublishedButReachesNoStep() {
        given(Fixtures.step("week-1", "s1", "month-1"));
        Enrollment completed = WEEK_1.with(EnrollmentStatus.COMPLETED, Map.of(), NOW);
        PendingEnrollment ended = new PendingEnrollment(completed, Unpublished.END, true, 2, Optional.empty());

        publisher.publish(ended);

        verifyNoInteractions(queues, schedules);
        verify(events).publish(Transition.ended(completed, 2));
        verify(outbox).clearPending(ended);
    }

    @Test
    void completingAnInstanceReachesTheStepsByCompletionAndNoOthers() {
        given(
                Fixtures.step("week-1", "s1", "month-1"),
                Fixtures.step("week-1", "s2", "month-1").reachedBy(ReachedBy.TRACK_COMPLETION));
        Enrollment completed = WEEK_1.with(EnrollmentStatus.COMPLETED, Map.of(), NOW);

        publisher.publish(new PendingEnrollment(completed, Unpublished.END, true, 2, Optional.empty()));

        verify(queues).sendReached(List.of(Fixtures.cause("week-1", "s2", "ada", 2)));
        verifyNoMoreInteractions(queues);
    }

    @Test
    void anInstanceThatIsCompletedBeforeItsStartIsPublishedReachesBothKindsOfSteps() {
        given(
                Fixtures.step("week-1", "s1", "month-1"),
                Fixtures.step("week-1", "s2", "month-1").reachedBy(ReachedBy.TRACK_COMPLETION));
        Enrollment completed = WEEK_1.with(EnrollmentStatus.COMPLETED, Map.of(), NOW);

        publisher.publish(new PendingEnrollment(completed, Unpublished.START, false, 2, Optional.empty()));

        verify(queues).sendReached(List.of(Fixtures.cause("week-1", "s1", "ada", 2)));
        verify(queues).sendReached(List.of(Fixtures.cause("week-1", "s2", "ada", 2)));
    }

    @Test
    void neitherACancelledInstanceNorAResentConfirmationReachesAStepByCompletion() {
        given(Fixtures.step("week-1", "s2", "month-1").reachedBy(ReachedBy.TRACK_COMPLETION));
        Enrollment cancelled = WEEK_1.with(EnrollmentStatus.CANCELLED, Map.of(), NOW);
        Enrollment completed = WEEK_1.with(EnrollmentStatus.COMPLETED, Map.of(), NOW);

        publisher.publish(new PendingEnrollment(cancelled, Unpublished.END, true, 2, Optional.empty()));
        publisher.publish(pending(completed, Unpublished.RESEND_AFTER_END));

        verify(queues, never()).sendReached(any());
    }

    @Test
    void aResentConfirmationIsEnqueuedAndReachesNoStep() {
        given(Fixtures.step("week-1", "s1", "month-1"));
        PendingEnrollment resent = pending(WEEK_1, Unpublished.RESEND);

        publisher.publish(resent);

        verify(queues).sendMessage(MessageRef.confirmation(WEEK_1));
        verifyNoMoreInteractions(queues, schedules, events);
        verify(outbox).clearPending(resent);
    }

    @Test
    void anInstanceThatEndsWhileItsConfirmationIsResentPublishesItsEndOnce() {
        Enrollment completed = WEEK_1.with(EnrollmentStatus.COMPLETED, Map.of(), NOW);

        publisher.publish(pending(completed, Unpublished.RESEND));
        publisher.publish(pending(completed, Unpublished.RESEND_AFTER_END));

        verify(queues, times(2)).sendMessage(MessageRef.confirmation(WEEK_1));
        verify(events, times(1)).publish(Transition.ended(completed, 3));
    }

    @Test
    void cancellingAnInstanceDeletesTheSchedulesOfItsSteps() {
        given(
                Fixtures.step("week-1", "s1", "month-1"),
                Fixtures.step("week-1", "s2", "month-1").reachedBy(ReachedBy.EVENT));
        Enrollment cancelled = WEEK_1.with(EnrollmentStatus.CANCELLED, Map.of(), NOW);

        publisher.publish(new PendingEnrollment(cancelled, Unpublished.END, true, 2, Optional.empty()));

        verify(schedules).delete(Fixtures.cause("week-1", "s1", "ada", 2));
        verify(schedules).delete(Fixtures.cause("week-1", "s2", "ada", 2));
    }
}
