package dev.tracks.usecase;

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
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.Fixtures.Step;
import dev.tracks.domain.Decision;
import dev.tracks.domain.Enrollment;
import dev.tracks.domain.EnrollmentStatus;
import dev.tracks.domain.Invitation;
import dev.tracks.domain.InvitationStatus;
import dev.tracks.domain.ReachedBy;
import dev.tracks.domain.Run;
import dev.tracks.domain.SkipReason;
import dev.tracks.domain.SpanUnit;
import dev.tracks.domain.StepReached;
import dev.tracks.domain.TrailEntry;
import dev.tracks.usecase.DueItem.PendingEnrollment;
import dev.tracks.usecase.DueItem.PendingInvitation;
import dev.tracks.usecase.DueItem.PendingRun;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

class HandOverTest {
    private static final StepReached CAUSE = Fixtures.cause("day-1", "s1", "ada", 1);
    private static final Enrollment WEEK_1 = Fixtures.enrollment("ada", "week-1", 2);
    private static final PendingEnrollment CONFIRMED = new PendingEnrollment(WEEK_1, true, true, 1);
    private static final PendingEnrollment SILENT = new PendingEnrollment(WEEK_1, true, false, 1);

    private final Configuration configuration = mock(Configuration.class);
    private final Outbox outbox = mock(Outbox.class);
    private final Queues queues = mock(Queues.class);
    private final Schedules schedules = mock(Schedules.class);
    private final EventsOut events = mock(EventsOut.class);
    private final HandOver handOver = new HandOver(configuration, outbox, queues, schedules, events, () -> NOW);

    @Test
    void theConfirmationAndTheTracksStepsAreHandedOverAndTheMarkGoesLast() {
        given(Fixtures.step("week-1", "s1", "month-1"), Fixtures.step("week-1", "s2", "leadership"));

        handOver.pending(CONFIRMED);

        InOrder order = inOrder(queues, events, outbox);
        order.verify(queues).message(new MessageRef(MessageKind.CONFIRMATION, "ada", "week-1", 2));
        order.verify(queues)
                .reached(List.of(Fixtures.cause("week-1", "s1", "ada", 2), Fixtures.cause("week-1", "s2", "ada", 2)));
        order.verify(events).put(Transition.started(WEEK_1));
        order.verify(outbox).handedOver(CONFIRMED);
        order.verifyNoMoreInteractions();
    }

    @Test
    void withoutAConfirmationNoMessageIsHandedOver() {
        given(Fixtures.step("week-1", "s1", "month-1"));

        handOver.pending(SILENT);

        verify(queues, never()).message(any());
        verify(outbox).handedOver(SILENT);
    }

    @Test
    void aTrackWithoutStepsReachesNone() {
        given();

        handOver.pending(SILENT);

        verify(queues, never()).reached(any());
        verify(outbox).handedOver(SILENT);
    }

    @Test
    void disabledAndDelayedStepsAreReachedButThoseByEventAreNot() {
        given(
                Fixtures.step("week-1", "off", "month-1").disabled(),
                Fixtures.step("week-1", "event", "month-1").reachedBy(ReachedBy.EVENT),
                Fixtures.step("week-1", "later", "month-1").delay(Fixtures.delay(7, SpanUnit.DAYS)));

        handOver.pending(SILENT);

        verify(queues)
                .reached(List.of(
                        Fixtures.cause("week-1", "off", "ada", 2), Fixtures.cause("week-1", "later", "ada", 2)));
    }

    @Test
    void theMarkStaysWhileAnythingIsNotHandedOver() {
        given(Fixtures.step("week-1", "s1", "month-1"));
        doThrow(new IllegalStateException("no queue")).when(queues).reached(any());

        assertThatThrownBy(() -> handOver.pending(CONFIRMED)).hasMessage("no queue");

        verify(outbox, never()).handedOver(any(PendingEnrollment.class));
    }

    @Test
    void anInvitationsMessageIsHandedOverAndTheMarkGoesLast() {
        PendingInvitation pending =
                new PendingInvitation(Fixtures.invitation(Fixtures.cause("day-1", "s1", "ada", 1), "week-1", 3));

        handOver.pending(pending);

        InOrder order = inOrder(queues, events, outbox);
        order.verify(queues).message(new MessageRef(MessageKind.INVITATION, "ada", "week-1", 3));
        order.verify(events).put(Transition.of(pending.invitation()));
        order.verify(outbox).handedOver(pending);
    }

    @Test
    void aClosedInvitationIsOnlyTold() {
        Invitation declined =
                Fixtures.invitation(CAUSE, "week-1", 3).then(InvitationStatus.DECLINED, TrailEntry.of(NOW, "declined"));
        PendingInvitation pending = new PendingInvitation(declined);

        handOver.pending(pending);

        verifyNoInteractions(queues, schedules);
        verify(events).put(Transition.of(declined));
        verify(outbox).handedOver(pending);
    }

    @Test
    void whatWasNotHandedOverBeforeItChangedIsToldFirst() {
        Invitation invitation = Fixtures.invitation(CAUSE, "week-1", 3);
        Invitation declined = invitation.then(InvitationStatus.DECLINED, TrailEntry.of(NOW, "declined"));

        handOver.pending(new PendingInvitation(declined), Optional.of(new PendingInvitation(invitation)));

        InOrder order = inOrder(events, outbox);
        order.verify(events).put(Transition.of(invitation));
        order.verify(events).put(Transition.of(declined));
        order.verify(outbox).handedOver(new PendingInvitation(declined));
    }

    @Test
    void aRefusedClickIsNoTransition() {
        Invitation invitation = Fixtures.invitation(CAUSE, "week-1", 3);
        Invitation clicked = invitation.then(InvitationStatus.PENDING, TrailEntry.of(NOW, "skipped"));

        handOver.pending(new PendingInvitation(clicked), Optional.of(new PendingInvitation(invitation)));

        verify(events, times(1)).put(any());
    }

    @Test
    void aRunThatWasNotHandedOverBeforeItWasReplacedIsToldFirst() {
        Run deferred = deferredUntil(NOW.plusSeconds(3600));
        Run cancelled = deferred.cancelled(NOW, "root");

        handOver.pending(new PendingRun(cancelled), Optional.of(new PendingRun(deferred)));

        InOrder order = inOrder(events);
        order.verify(events).put(Transition.of(deferred));
        order.verify(events).put(Transition.of(cancelled));
    }

    @Test
    void ofAnAnswerThatWasLeftBehindNobodyKnowsWhetherTheInvitationWasTold() {
        Invitation invitation = Fixtures.invitation(CAUSE, "week-1", 3);
        Invitation declined = invitation.then(InvitationStatus.DECLINED, TrailEntry.of(NOW, "declined"));

        handOver.leftBehind(new PendingInvitation(declined));

        InOrder order = inOrder(events);
        order.verify(events).put(Transition.of(invitation));
        order.verify(events).put(Transition.of(declined));
    }

    @Test
    void anEndIsToldButReachesNothingAgain() {
        given(Fixtures.step("week-1", "s1", "month-1"));
        Enrollment completed = WEEK_1.with(EnrollmentStatus.COMPLETED, Map.of(), NOW);
        PendingEnrollment ended = new PendingEnrollment(completed, false, true, 2);

        handOver.pending(ended);

        verifyNoInteractions(queues, schedules);
        verify(events).put(Transition.ended(completed, 2));
        verify(outbox).handedOver(ended);
    }

    @Test
    void aCancelledInstanceTakesItsStepsSchedulesAlong() {
        given(
                Fixtures.step("week-1", "s1", "month-1"),
                Fixtures.step("week-1", "s2", "month-1").reachedBy(ReachedBy.EVENT));
        Enrollment cancelled = WEEK_1.with(EnrollmentStatus.CANCELLED, Map.of(), NOW);

        handOver.pending(new PendingEnrollment(cancelled, false, true, 2));

        verify(schedules).delete(Fixtures.cause("week-1", "s1", "ada", 2));
        verify(schedules).delete(Fixtures.cause("week-1", "s2", "ada", 2));
    }

    @Test
    void aDeferredRunIsScheduledAndTold() {
        Run run = deferredUntil(NOW.plus(HandOver.SHORT));

        handOver.pending(new PendingRun(run));

        InOrder order = inOrder(schedules, events, outbox);
        order.verify(schedules).schedule(CAUSE, NOW.plus(HandOver.SHORT));
        order.verify(events).put(Transition.of(run));
        order.verify(outbox).handedOver(new PendingRun(run));
    }

    @Test
    void aRunThatIsDueWithinAMinuteWaitsInTheQueueInstead() {
        Duration left = HandOver.SHORT.minusMillis(1);

        handOver.pending(new PendingRun(deferredUntil(NOW.plus(left))));

        verify(queues).reachedAfter(left, CAUSE);
        verifyNoInteractions(schedules);
    }

    @Test
    void aRunThatIsDueAlreadyDoesNotWait() {
        handOver.pending(new PendingRun(deferredUntil(NOW.minusSeconds(5))));

        verify(queues).reachedAfter(Duration.ZERO, CAUSE);
    }

    @Test
    void aCancelledRunsScheduleIsDeleted() {
        Run run = deferredUntil(NOW.plusSeconds(3_600)).cancelled(NOW, "root");

        handOver.pending(new PendingRun(run));

        verify(schedules).delete(CAUSE);
        verify(events).put(Transition.of(run));
        verify(outbox).handedOver(new PendingRun(run));
    }

    @Test
    void aSkippedRunIsOnlyTold() {
        Run run = Run.of(
                CAUSE, new Decision.Skip(SkipReason.STEP_NOT_FOUND, Map.of()), Optional.empty(), NOW, Optional.empty());

        handOver.pending(new PendingRun(run));

        verifyNoInteractions(queues, schedules);
        verify(events).put(Transition.of(run));
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
