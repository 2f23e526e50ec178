package dev.tracks.usecase.sweep;

import static dev.tracks.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.domain.decision.Decision.Defer;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.configure.Configuration;
import dev.tracks.usecase.invite.Invitations;
import dev.tracks.usecase.message.ChannelState;
import dev.tracks.usecase.message.Outage;
import dev.tracks.usecase.outbox.CloseInvitations;
import dev.tracks.usecase.outbox.DomainEvents;
import dev.tracks.usecase.outbox.DueItem;
import dev.tracks.usecase.outbox.DueItem.DueErasure;
import dev.tracks.usecase.outbox.DueItem.DueInvitation;
import dev.tracks.usecase.outbox.DueItem.DueMessage;
import dev.tracks.usecase.outbox.DueItem.DueRun;
import dev.tracks.usecase.outbox.DueItem.PendingEnrollment;
import dev.tracks.usecase.outbox.DueItem.PendingEnrollment.Unpublished;
import dev.tracks.usecase.outbox.DueItem.PendingInvitation;
import dev.tracks.usecase.outbox.DueItem.PendingRun;
import dev.tracks.usecase.outbox.DueItem.Unreadable;
import dev.tracks.usecase.outbox.OpenInvitations;
import dev.tracks.usecase.outbox.Outbox;
import dev.tracks.usecase.outbox.OutboxPublisher;
import dev.tracks.usecase.outbox.Queues;
import dev.tracks.usecase.outbox.Schedules;
import dev.tracks.usecase.people.EraseParticipant;
import dev.tracks.usecase.people.Erasure;
import dev.tracks.usecase.sweep.Sweep.Counts;
import dev.tracks.usecase.sweep.Sweep.Failures;
import dev.tracks.usecase.sweep.Sweep.HeldMessages;
import dev.tracks.usecase.view.Directory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

class SweepTest {
    private static final HeldMessages NOTHING_HELD = new HeldMessages(0, 0, Optional.empty());
    private static final StepReached CAUSE = Fixtures.cause("day-1", "s1", "ada", 1);
    private static final Enrollment WEEK_1 = Fixtures.enrollment("ada", "week-1", 1);
    private static final PendingEnrollment ENROLLMENT =
            new PendingEnrollment(WEEK_1, Unpublished.START, true, 1, Optional.empty());
    private static final Invitation INVITATION = Fixtures.invitation(CAUSE, "week-1", 1);
    private static final DueRun RUN =
            new DueRun(Run.of(CAUSE, new Defer("ada", NOW), Optional.empty(), NOW, Optional.empty()));

    private final ChannelState channelState = mock(ChannelState.class);
    private final Outbox outbox = mock(Outbox.class);
    private final Queues queues = mock(Queues.class);
    private final Configuration configuration = mock(Configuration.class);
    private final Invitations invitations = mock(Invitations.class);
    private final Erasure erasure = mock(Erasure.class);
    private final Directory directory = mock(Directory.class);
    private final Schedules schedules = mock(Schedules.class);
    private Instant now = NOW;
    private final OpenInvitations openInvitations = mock(OpenInvitations.class);
    private final CloseInvitations closeInvitations =
            new CloseInvitations(configuration, openInvitations, new OptimisticRetry(round -> {}), () -> now);
    private final Sweep sweep = new Sweep(
            channelState,
            outbox,
            new OutboxPublisher(
                    configuration, outbox, queues, schedules, mock(DomainEvents.class), closeInvitations, () -> now),
            invitations,
            closeInvitations,
            new EraseParticipant(erasure, new OptimisticRetry(round -> {}), () -> now),
            queues,
            new DeleteSchedules(directory, outbox, schedules),
            () -> now);

    @BeforeEach
    void nothingIsDue() {
        when(channelState.outage()).thenReturn(Optional.empty());
        when(outbox.due(anyInt(), any())).thenAnswer(call -> Stream.empty());
    }

    @Test
    void sweepsEveryShardOnceFromTheFirstOneOn() {
        assertThat(sweep.sweep(14, () -> true))
                .isEqualTo(new Counts(0, 0, 0, NOTHING_HELD, 0, 0, 0, new Failures(0, List.of())));

        InOrder order = inOrder(outbox);
        IntStream.of(14, 15, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13)
                .forEach(shard -> order.verify(outbox).due(shard, NOW));
        order.verifyNoMoreInteractions();
    }

    @Test
    void theFirstShardCanBeAnyNumber() {
        sweep.sweep(-1, () -> true);

        inOrder(outbox).verify(outbox).due(15, NOW);
    }

    @Test
    void unpublishedItemsArePublished() {
        PendingInvitation invitation = new PendingInvitation(INVITATION);
        given(ENROLLMENT, invitation);

        assertThat(sweep().published()).isEqualTo(2);

        verify(queues).sendMessage(new MessageRef(MessageKind.CONFIRMATION, "ada", "week-1", 1));
        verify(queues).sendMessage(new MessageRef(MessageKind.INVITATION, "ada", "week-1", 1));
        verify(outbox).clearPending(ENROLLMENT);
        verify(outbox).clearPending(invitation);
    }

    @Test
    void theSchedulesOfARemovedStepAreDeleted() {
        DueItem.RemovedStep removed = new DueItem.RemovedStep("day-1", "s1", NOW, Optional.empty());
        when(directory.runsOfStep("day-1", "s1", Instant.EPOCH, DeleteSchedules.PAGE, Optional.empty()))
                .thenReturn(new Directory.Page<>(List.of(RUN.run()), Optional.empty()));
        given(removed);

        assertThat(sweep().cleaned()).isEqualTo(1);

        verify(schedules).delete(CAUSE);
        verify(outbox).recordDeletedSchedules(removed, Optional.empty());
    }

    @Test
    void aDueRunIsEnqueuedAndPostponedSoThatTheNextSweepSkipsIt() {
        given(RUN);

        assertThat(sweep().moved()).isEqualTo(1);

        InOrder order = inOrder(queues, outbox);
        order.verify(queues).sendReached(List.of(CAUSE));
        order.verify(outbox).postpone(RUN, NOW.plus(Duration.ofMinutes(15)));
    }

    @Test
    void anOpenInvitationIsRemindedOfOnce() {
        given(new DueInvitation(INVITATION));

        Counts counts = sweep();

        assertThat(counts.reminded()).isEqualTo(1);
        assertThat(counts.expired()).isZero();
        verify(queues).sendMessage(new MessageRef(MessageKind.REMINDER, "ada", "week-1", 1));
        verify(invitations).recordReminder(INVITATION.reminded(NOW), Optional.empty());
        verify(invitations, never()).save(any(), any());
    }

    @Test
    void anInvitationPastItsExpiryIsRecordedAsExpired() {
        given(new DueInvitation(INVITATION));
        now = INVITATION.expiresAt();

        Counts counts = sweep();

        assertThat(counts.expired()).isEqualTo(1);
        assertThat(counts.reminded()).isZero();
        verify(invitations)
                .save(INVITATION.transitionTo(InvitationStatus.EXPIRED, TrailEntry.of(now, "expired")), "sweep");
        verifyNoInteractions(queues);
    }

    @Test
    void afterAReminderTheInvitationStaysDueForAHeldMessage() {
        Optional<Instant> morning = Optional.of(NOW.plusSeconds(3_600));
        given(new DueInvitation(INVITATION, morning));

        assertThat(sweep().reminded()).isEqualTo(1);

        verify(invitations).recordReminder(INVITATION.reminded(NOW), morning);
    }

    @Test
    void aHeldMessageIsEnqueuedWhenTheHoursBeginAndIsNoLongerHeld() {
        MessageRef confirmation = new MessageRef(MessageKind.CONFIRMATION, "ada", "week-1", 1);
        DueMessage due = new DueMessage(confirmation, NOW, Optional.empty(), 1);
        given(due);

        Counts counts = sweep();

        assertThat(counts.messages().opened()).isEqualTo(1);
        assertThat(counts.published()).isZero();
        InOrder order = inOrder(queues, outbox);
        order.verify(queues).sendMessageAfter(Duration.ZERO, confirmation);
        order.verify(outbox).clearHold(due);
    }

    @Test
    void aHeldMessageThatCannotBeEnqueuedStaysHeld() {
        doThrow(new IllegalStateException("down")).when(queues).sendMessageAfter(any(), any());
        given(new DueMessage(new MessageRef(MessageKind.REMINDER, "ada", "week-1", 1), NOW, Optional.empty(), 1));

        assertThat(sweep().failures().problems())
                .containsExactly("message reminder/ada/week-1/1: java.lang.IllegalStateException: down");
        verify(outbox, never()).clearHold(any());
    }

    @Test
    void anErasureIsRepeatedUntilAPassFindsNothing() {
        when(erasure.blank("ada", NOW)).thenReturn(Erasure.Pass.BLANKED, Erasure.Pass.CLEAN);
        given(new DueErasure("ada"));
        sweep();
        verify(erasure).repeatAt("ada", NOW.plus(Duration.ofMinutes(15)));
        verify(erasure, never()).repeated(any());
        clearInvocations(erasure);
        given(new DueErasure("ada"));

        assertThat(sweep().erased()).isEqualTo(1);

        InOrder order = inOrder(erasure);
        order.verify(erasure).blank("ada", NOW);
        order.verify(erasure).repeated("ada");
    }

    private static final Outage OUTAGE = new Outage(NOW, "token_revoked");

    private static DueMessage held(int number, Optional<Instant> next) {
        return new DueMessage(new MessageRef(MessageKind.INVITATION, "ada", "week-1", number), NOW, next, 1);
    }

    private void manyHeldMessages(int count) {
        given(IntStream.rangeClosed(1, count)
                .mapToObj(number -> held(number, Optional.of(NOW.plusSeconds(1))))
                .toArray(DueItem[]::new));
    }

    @Test
    void heldMessagesAreEnqueuedAtTheChannelsRateAndTheRestWaitsForTheNextSweep() {
        manyHeldMessages(Sweep.MESSAGES_PER_SWEEP + 1);

        assertThat(sweep().messages()).isEqualTo(new HeldMessages(Sweep.MESSAGES_PER_SWEEP, 1, Optional.empty()));

        verify(queues, times(4)).sendMessageAfter(eq(Duration.ZERO), any());
        verify(queues, times(4)).sendMessageAfter(eq(Duration.ofSeconds(59)), any());
        verify(queues, never()).sendMessageAfter(eq(Duration.ofMinutes(1)), any());
        verify(outbox, times(Sweep.MESSAGES_PER_SWEEP)).clearHold(any());
    }

    @Test
    void duringAnOutageOnlyACandidateForTheProbeIsEnqueuedAndTheOthersStayHeld() {
        when(channelState.outage()).thenReturn(Optional.of(OUTAGE));
        manyHeldMessages(20);

        assertThat(sweep().messages()).isEqualTo(new HeldMessages(5, 15, Optional.of(OUTAGE)));

        verify(outbox, times(5)).clearHold(any());
    }

    @Test
    void aHeldInvitationThatExpiresDuringAnOutageIsReleasedSoThatItsExpiryIsFound() {
        when(channelState.outage()).thenReturn(Optional.of(OUTAGE));
        List<DueItem> due = new ArrayList<>(IntStream.rangeClosed(1, 9)
                .mapToObj(number -> (DueItem) held(number, Optional.empty()))
                .toList());
        DueMessage expired = held(10, Optional.of(NOW));
        due.add(expired);
        given(due.toArray(DueItem[]::new));

        assertThat(sweep().messages()).isEqualTo(new HeldMessages(6, 4, Optional.of(OUTAGE)));

        verify(outbox).clearHold(expired);
    }

    @Test
    void aFailingItemDoesNotStopTheOthers() {
        doThrow(new IllegalStateException("no queue")).when(queues).sendMessage(any());
        given(ENROLLMENT, new Unreadable("USER#ada/RUN#x", "has no status"), RUN);

        Counts counts = sweep();

        assertThat(counts)
                .isEqualTo(new Counts(
                        0,
                        1,
                        0,
                        NOTHING_HELD,
                        0,
                        0,
                        0,
                        new Failures(
                                2,
                                List.of(
                                        "enrollment ada/week-1/1: java.lang.IllegalStateException: no queue",
                                        "USER#ada/RUN#x: has no status"))));
    }

    @Test
    void problemsContainIdsAndNoPersonalData() {
        doThrow(new IllegalStateException("down")).when(queues).sendMessage(any());
        doThrow(new IllegalStateException("down")).when(queues).sendReached(any());
        doThrow(new IllegalStateException("down")).when(queues).sendReachedAfter(any(), any());
        doThrow(new IllegalStateException("down")).when(erasure).blank(any(), any());
        given(
                new PendingInvitation(INVITATION),
                new DueInvitation(INVITATION),
                RUN,
                new PendingRun(RUN.run()),
                new DueErasure("ada"));

        assertThat(sweep().failures().problems())
                .containsExactly(
                        "invitation ada/week-1/1: java.lang.IllegalStateException: down",
                        "invitation ada/week-1/1: java.lang.IllegalStateException: down",
                        "run ada/day-1/1/s1: java.lang.IllegalStateException: down",
                        "run ada/day-1/1/s1: java.lang.IllegalStateException: down",
                        "erasure ada: java.lang.IllegalStateException: down");
    }

    @Test
    void atMostTwentyProblemsAreNamedButAllAreCounted() {
        List<DueItem> bad = new ArrayList<>();
        IntStream.range(0, 21).forEach(i -> bad.add(new Unreadable("item " + i, "is bad")));
        given(bad.toArray(DueItem[]::new));

        Counts counts = sweep();

        assertThat(counts.failures().count()).isEqualTo(21);
        assertThat(counts.failures().problems()).hasSize(20).last().isEqualTo("item 19: is bad");
    }

    @Test
    void stopsBetweenItemsWhenItMayNotContinue() {
        given(ENROLLMENT, RUN);
        AtomicInteger asked = new AtomicInteger();

        // Called before the shard, before the first item and before the second item.
        Counts counts = sweep.sweep(0, () -> asked.incrementAndGet() < 3);

        assertThat(counts.published()).isEqualTo(1);
        assertThat(counts.moved()).isZero();
        verify(outbox, times(1)).due(anyInt(), any());
    }

    @Test
    void closesEachStreamOfDueItems() {
        AtomicBoolean closed = new AtomicBoolean();
        when(outbox.due(eq(0), any()))
                .thenAnswer(call -> Stream.<DueItem>of(RUN).onClose(() -> closed.set(true)));

        sweep();

        assertThat(closed).isTrue();
    }

    private Counts sweep() {
        return sweep.sweep(0, () -> true);
    }

    private void given(DueItem... due) {
        when(outbox.due(eq(0), any())).thenAnswer(call -> Stream.of(due));
    }
}
