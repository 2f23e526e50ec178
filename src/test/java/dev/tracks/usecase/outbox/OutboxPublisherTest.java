package dev.tracks.usecase.outbox;

import static dev.tracks.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.Fixtures.Step;
import dev.tracks.domain.SpanUnit;
import dev.tracks.domain.decision.Decision;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.domain.step.ReachedBy;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.configure.Configuration;
import dev.tracks.usecase.outbox.DueItem.PendingEnrollment;
import dev.tracks.usecase.outbox.DueItem.PendingEnrollment.Unpublished;
import dev.tracks.usecase.outbox.DueItem.PendingInvitation;
import dev.tracks.usecase.outbox.DueItem.PendingRun;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

class OutboxPublisherTest {
    private static final StepReached CAUSE = Fixtures.cause("day-1", "s1", "ada", 1);
    private static final Enrollment WEEK_1 = Fixtures.enrollment("ada", "week-1", 2);
    private static final PendingEnrollment CONFIRMED =
            new PendingEnrollment(WEEK_1, Unpublished.START, true, 1, Optional.empty());
    private static final PendingEnrollment SILENT =
            new PendingEnrollment(WEEK_1, Unpublished.START, false, 1, Optional.empty());

    private final Configuration configuration = mock(Configuration.class);
    private final Outbox outbox = mock(Outbox.class);
    private final Queues queues = mock(Queues.class);
    private final Schedules schedules = mock(Schedules.class);
    private final DomainEvents events = mock(DomainEvents.class);
    private final CloseInvitations closeInvitations = new CloseInvitations(
            configuration, mock(OpenInvitations.class), new OptimisticRetry(round -> {}), () -> NOW);
    private final OutboxPublisher publisher =
            new OutboxPublisher(configuration, outbox, queues, schedules, events, closeInvitations, () -> NOW);

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
    void anInvitationsMessageIsSentBeforeThePendingMarkerIsCleared() {
        PendingInvitation pending =
                new PendingInvitation(Fixtures.invitation(Fixtures.cause("day-1", "s1", "ada", 1), "week-1", 3));

        publisher.publish(pending);

        InOrder order = inOrder(queues, events, outbox);
        order.verify(queues).sendMessage(new MessageRef(MessageKind.INVITATION, "ada", "week-1", 3));
        order.verify(events).publish(Transition.of(pending.invitation()));
        order.verify(outbox).clearPending(pending);
    }

    @Test
    void aClosedInvitationOnlyPublishesItsEvent() {
        Invitation declined = Fixtures.invitation(CAUSE, "week-1", 3)
                .transitionTo(InvitationStatus.DECLINED, TrailEntry.of(NOW, "declined"));
        PendingInvitation pending = new PendingInvitation(declined);

        publisher.publish(pending);

        verifyNoInteractions(queues, schedules);
        verify(events).publish(Transition.of(declined));
        verify(outbox).clearPending(pending);
    }

    @Test
    void aClosedInvitationThatThePersonMaySeeIsReplacedThere() {
        Invitation declined = Fixtures.invitation(CAUSE, "week-1", 3)
                .transitionTo(InvitationStatus.DECLINED, TrailEntry.of(NOW, "declined"));
        PendingInvitation pending = new PendingInvitation(declined, Optional.empty(), true);

        publisher.publish(pending);

        InOrder order = inOrder(queues, events, outbox);
        order.verify(queues).sendClosed(new MessageRef(MessageKind.INVITATION, "ada", "week-1", 3));
        order.verify(events).publish(Transition.of(declined));
        order.verify(outbox).clearPending(pending);
        order.verifyNoMoreInteractions();
    }

    @Test
    void anUnpublishedEarlierStateIsPublishedFirst() {
        Invitation invitation = Fixtures.invitation(CAUSE, "week-1", 3);
        Invitation declined = invitation.transitionTo(InvitationStatus.DECLINED, TrailEntry.of(NOW, "declined"));

        publisher.publish(new PendingInvitation(declined), Optional.of(new PendingInvitation(invitation)));

        InOrder order = inOrder(events, outbox);
        order.verify(events).publish(Transition.of(invitation));
        order.verify(events).publish(Transition.of(declined));
        order.verify(outbox).clearPending(new PendingInvitation(declined));
    }

    @Test
    void afterARefusedClickTheTransitionIsPublishedOnce() {
        Invitation invitation = Fixtures.invitation(CAUSE, "week-1", 3);
        Invitation clicked = invitation.transitionTo(InvitationStatus.PENDING, TrailEntry.of(NOW, "skipped"));

        publisher.publish(new PendingInvitation(clicked), Optional.of(new PendingInvitation(invitation)));

        verify(events, times(1)).publish(any());
    }

    @Test
    void anUnpublishedRunIsPublishedBeforeItsReplacement() {
        Run deferred = deferredUntil(NOW.plusSeconds(3600));
        Run cancelled = deferred.cancelled(NOW, "root");

        publisher.publish(new PendingRun(cancelled), Optional.of(new PendingRun(deferred)));

        InOrder order = inOrder(events);
        order.verify(events).publish(Transition.of(deferred));
        order.verify(events).publish(Transition.of(cancelled));
    }

    @Test
    void anUnpublishedAnswerPublishesItsInvitationToo() {
        Invitation invitation = Fixtures.invitation(CAUSE, "week-1", 3);
        Invitation declined = invitation.transitionTo(InvitationStatus.DECLINED, TrailEntry.of(NOW, "declined"));

        publisher.publishMissed(new PendingInvitation(declined));

        InOrder order = inOrder(events);
        order.verify(events).publish(Transition.of(invitation));
        order.verify(events).publish(Transition.of(declined));
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

    private static PendingEnrollment pending(Enrollment enrollment, Unpublished unpublished) {
        return new PendingEnrollment(enrollment, unpublished, true, 3, Optional.empty());
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

    @Test
    void aDeferredRunIsScheduledAndPublished() {
        Run run = deferredUntil(NOW.plus(OutboxPublisher.SCHEDULER_PRECISION));

        publisher.publish(new PendingRun(run));

        InOrder order = inOrder(schedules, events, outbox);
        order.verify(schedules).schedule(CAUSE, NOW.plus(OutboxPublisher.SCHEDULER_PRECISION));
        order.verify(events).publish(Transition.of(run));
        order.verify(outbox).clearPending(new PendingRun(run));
    }

    @Test
    void aRunThatIsDueWithinAMinuteWaitsInTheQueueInstead() {
        Duration remaining = OutboxPublisher.SCHEDULER_PRECISION.minusMillis(1);

        publisher.publish(new PendingRun(deferredUntil(NOW.plus(remaining))));

        verify(queues).sendReachedAfter(remaining, CAUSE);
        verifyNoInteractions(schedules);
    }

    @Test
    void aRunThatIsAlreadyDueIsEnqueuedWithoutADelay() {
        publisher.publish(new PendingRun(deferredUntil(NOW.minusSeconds(5))));

        verify(queues).sendReachedAfter(Duration.ZERO, CAUSE);
    }

    @Test
    void aCancelledRunsScheduleIsDeleted() {
        Run run = deferredUntil(NOW.plusSeconds(3_600)).cancelled(NOW, "root");

        publisher.publish(new PendingRun(run));

        verify(schedules).delete(CAUSE);
        verify(events).publish(Transition.of(run));
        verify(outbox).clearPending(new PendingRun(run));
    }

    @Test
    void aSkippedRunOnlyPublishesItsEvent() {
        Run run = Run.of(
                CAUSE, new Decision.Skip(SkipReason.STEP_NOT_FOUND, Map.of()), Optional.empty(), NOW, Optional.empty());

        publisher.publish(new PendingRun(run));

        verifyNoInteractions(queues, schedules);
        verify(events).publish(Transition.of(run));
    }

    @Test
    void aRepeatedTransitionHasTheSameIdAndALaterOneHasAnother() {
        Run first = deferredUntil(NOW.plusSeconds(3_600));

        assertThat(Transition.of(first).id()).isEqualTo("day-1/s1/ada/1/deferred/1");
        assertThat(Transition.of(first.cancelled(NOW, "root")).id()).isEqualTo("day-1/s1/ada/1/cancelled/2");
    }

    private static Run deferredUntil(Instant dueAt) {
        return Run.of(CAUSE, new Decision.Defer("ada", dueAt), Optional.empty(), NOW, Optional.empty());
    }

    private void given(Step... steps) {
        when(configuration.steps("week-1"))
                .thenReturn(Arrays.stream(steps)
                        .map(step -> new Stored<>(step.build(), 1, NOW, "root"))
                        .toList());
    }
}
