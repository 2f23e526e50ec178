package dev.tracks.usecase.sweep;

import static dev.tracks.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.usecase.outbox.DueItem;
import dev.tracks.usecase.outbox.DueItem.DueErasure;
import dev.tracks.usecase.outbox.DueItem.DueInvitation;
import dev.tracks.usecase.outbox.DueItem.PendingInvitation;
import dev.tracks.usecase.outbox.DueItem.PendingRun;
import dev.tracks.usecase.outbox.DueItem.Unreadable;
import dev.tracks.usecase.people.Erasure;
import dev.tracks.usecase.sweep.Sweep.Counts;
import dev.tracks.usecase.sweep.Sweep.Failures;
import dev.tracks.usecase.sweep.Sweep.Upkeep;
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
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

class SweepTest extends SweepFixture {
    @Test
    void sweepsEveryShardOnceFromTheFirstOneOn() {
        assertThat(sweep.sweep(14, () -> true))
                .isEqualTo(new Counts(0, 0, 0, NOTHING_HELD, 0, new Upkeep(0, 0, 0), new Failures(0, List.of())));

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

        assertThat(sweep().upkeep().cleaned()).isEqualTo(1);

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
    void anErasureIsRepeatedUntilAPassFindsNothing() {
        when(erasure.blank("ada", NOW)).thenReturn(Erasure.Pass.BLANKED, Erasure.Pass.CLEAN);
        given(new DueErasure("ada"));
        sweep();
        verify(erasure).repeatAt("ada", NOW.plus(Duration.ofMinutes(15)));
        verify(erasure, never()).repeated(any());
        clearInvocations(erasure);
        given(new DueErasure("ada"));

        assertThat(sweep().upkeep().erased()).isEqualTo(1);

        InOrder order = inOrder(erasure);
        order.verify(erasure).blank("ada", NOW);
        order.verify(erasure).repeated("ada");
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
                        new Upkeep(0, 0, 0),
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
}
