package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.message.MessageText;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.store.item.PendingMarker;
import dev.tracks.store.item.RunItem;
import dev.tracks.store.table.ItemWriter;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.Table;
import dev.tracks.store.table.Write;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.outbox.ClosedInvitation;
import dev.tracks.usecase.outbox.DueItem;
import dev.tracks.usecase.outbox.DueItem.DueErasure;
import dev.tracks.usecase.outbox.DueItem.DueInvitation;
import dev.tracks.usecase.outbox.DueItem.DueRun;
import dev.tracks.usecase.outbox.DueItem.PendingEnrollment;
import dev.tracks.usecase.outbox.DueItem.PendingEnrollment.Unpublished;
import dev.tracks.usecase.outbox.DueItem.PendingInvitation;
import dev.tracks.usecase.outbox.DueItem.PendingRun;
import dev.tracks.usecase.outbox.DueItem.RemovedStep;
import dev.tracks.usecase.outbox.DueItem.Unreadable;
import dev.tracks.usecase.outbox.Outbox;
import dev.tracks.usecase.outbox.WrittenRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Unpublished and due items. */
interface OutboxContract extends WithPorts {
    StepReached DUE_CAUSE = Fixtures.cause("day-1", "s1", "ada", 1);
    Instant NOW = Fixtures.NOW;

    private List<DueItem> due(Instant now) {
        return IntStream.range(0, Outbox.SHARDS)
                .boxed()
                .flatMap(shard -> ports().outbox.due(shard, now))
                .toList();
    }

    private PendingEnrollment enrolled(Optional<MessageText> confirmation) {
        Enrollment enrollment = Fixtures.enrollment("ada", "week-1", 1);
        ports().ledger.enroll(RunFixtures.enrolled(DUE_CAUSE, enrollment), enrollment, confirmation);
        return new PendingEnrollment(enrollment, Unpublished.START, confirmation.isPresent(), 1, Optional.empty());
    }

    private Invitation invited() {
        Invitation invitation = Fixtures.invitation(DUE_CAUSE, "leadership", 1);
        ports().invite(RunFixtures.invited(DUE_CAUSE, invitation), invitation);
        return invitation;
    }

    @Test
    default void anUnpublishedEnrollmentIsDueAfterOneMinute() {
        PendingEnrollment item = enrolled(Optional.of(new MessageText("Welcome!")));

        assertThat(due(NOW.plus(PendingMarker.GRACE).minusMillis(1))).isEmpty();
        assertThat(due(NOW.plus(PendingMarker.GRACE))).containsExactly(item);

        assertThat(ports().outbox.clearPending(item)).isEqualTo(WriteResult.WRITTEN);
        assertThat(due(later())).isEmpty();
        assertThat(ports().ledger.instances("ada", "week-1")).containsExactly(item.enrollment());
    }

    private static Instant later() {
        return NOW.plus(Duration.ofDays(300));
    }

    @Test
    default void anEnrollmentWithoutConfirmationSaysSo() {
        assertThat(due(later())).isEmpty();

        assertThat(enrolled(Optional.empty()).hasConfirmation()).isFalse();

        assertThat(due(later()))
                .containsExactly(new PendingEnrollment(
                        Fixtures.enrollment("ada", "week-1", 1), Unpublished.START, false, 1, Optional.empty()));
    }

    @Test
    default void aStalePublisherClearsNoPendingMarker() {
        PendingEnrollment item = enrolled(Optional.empty());
        Enrollment completed = item.enrollment().with(EnrollmentStatus.COMPLETED, Map.of("score", 1), NOW);
        ports().enrollments.change(new Change<>(completed, Optional.of(1L), NOW, "root"));

        assertThat(ports().outbox.clearPending(item)).isEqualTo(WriteResult.CONDITION_FAILED);

        assertThat(due(later()))
                .containsExactly(new PendingEnrollment(completed, Unpublished.START, false, 2, Optional.empty()));
    }

    @Test
    default void anEndIsPublishedAfterTheStart() {
        PendingEnrollment item = enrolled(Optional.empty());
        ports().outbox.clearPending(item);
        Enrollment active = item.enrollment().with(EnrollmentStatus.ACTIVE, Map.of("score", 1), NOW);
        ports().enrollments.change(new Change<>(active, Optional.of(1L), NOW, "root"));
        assertThat(due(later())).isEmpty();

        Enrollment completed = active.with(EnrollmentStatus.COMPLETED, active.progress(), NOW);
        ports().enrollments.change(new Change<>(completed, Optional.of(2L), NOW, "root"));

        PendingEnrollment ended = new PendingEnrollment(completed, Unpublished.END, false, 3, Optional.empty());
        assertThat(due(later())).containsExactly(ended);
        assertThat(ports().outbox.clearPending(ended)).isEqualTo(WriteResult.WRITTEN);
        assertThat(due(later())).isEmpty();
    }

    @Test
    default void anInvitationIsDueForItsMessageThenForItsReminderThenWhenItExpires() {
        Invitation invitation = invited();
        assertThat(due(NOW.plus(PendingMarker.GRACE))).containsExactly(new PendingInvitation(invitation));

        assertThat(ports().outbox.clearPending(new PendingInvitation(invitation)))
                .isEqualTo(WriteResult.WRITTEN);
        Instant remindAt = invitation.remindAt().orElseThrow();
        assertThat(due(remindAt.minusMillis(1))).isEmpty();
        assertThat(due(remindAt)).containsExactly(new DueInvitation(invitation));

        Invitation reminded = invitation.reminded(remindAt);
        assertThat(ports().invitations.recordReminder(reminded, Optional.empty()))
                .isEqualTo(WriteResult.WRITTEN);
        assertThat(due(invitation.expiresAt().minusMillis(1))).isEmpty();
        assertThat(due(invitation.expiresAt())).containsExactly(new DueInvitation(reminded));
    }

    @Test
    default void aClosedInvitationIsNeverDueUnlessTheStreamCouldNotPublishIt() {
        Invitation declined = declined(invited());
        assertThat(due(later())).isEmpty();

        assertThat(ports().outbox.markPending(closed(declined), NOW)).isEqualTo(WriteResult.WRITTEN);
        assertThat(due(NOW.plus(PendingMarker.GRACE).minusMillis(1))).isEmpty();
        assertThat(due(NOW.plus(PendingMarker.GRACE))).containsExactly(new PendingInvitation(declined));

        assertThat(ports().outbox.clearPending(new PendingInvitation(declined))).isEqualTo(WriteResult.WRITTEN);
        assertThat(due(later())).isEmpty();
    }

    @Test
    default void anInvitationThatIsNotThereOrNotClosedIsNotMarked() {
        Invitation open = invited();
        Invitation other = Fixtures.invitation(DUE_CAUSE, "leadership", 2);
        ports().outbox.clearPending(new PendingInvitation(open));

        assertThat(ports().outbox.markPending(closed(declinedOf(open)), NOW)).isEqualTo(WriteResult.CONDITION_FAILED);
        assertThat(ports().outbox.markPending(closed(declinedOf(other)), NOW)).isEqualTo(WriteResult.CONDITION_FAILED);

        assertThat(due(later())).containsExactly(new DueInvitation(open));
    }

    private Invitation declined(Invitation open) {
        Invitation declined = declinedOf(open);
        assertThat(ports().invitations.save(declined, "ada")).isEqualTo(WriteResult.WRITTEN);
        return declined;
    }

    private static Invitation declinedOf(Invitation open) {
        return open.transitionTo(InvitationStatus.DECLINED, TrailEntry.of(NOW, "declined"));
    }

    private static ClosedInvitation closed(Invitation invitation) {
        return new ClosedInvitation(
                invitation.participantId(), invitation.ref(), invitation.version(), Optional.empty(), false);
    }

    @Test
    default void aRefusedClickDoesNotChangeTheDueTime() {
        Invitation invitation = invited();
        ports().outbox.clearPending(new PendingInvitation(invitation));
        Invitation clicked = invitation.transitionTo(InvitationStatus.PENDING, TrailEntry.of(NOW, "skipped"));

        ports().invitations.save(clicked, "ada");

        assertThat(due(NOW.plus(PendingMarker.GRACE))).isEmpty();
        assertThat(due(later())).containsExactly(new DueInvitation(clicked));
    }

    @Test
    default void aStalePublisherChangesNoInvitation() {
        Invitation invitation = invited();
        Invitation declined = declined(invitation);
        ports().outbox.markPending(closed(declined), NOW);

        assertThat(ports().outbox.clearPending(new PendingInvitation(invitation)))
                .isEqualTo(WriteResult.CONDITION_FAILED);

        assertThat(due(later())).containsExactly(new PendingInvitation(declined));
    }

    private static WrittenRun written(Run run) {
        return new WrittenRun(run.cause(), run.version(), Optional.of(run), Optional.empty());
    }

    @Test
    default void aSkippedRunIsNeverDueUnlessTheStreamCouldNotPublishIt() {
        Run run = RunFixtures.full(DUE_CAUSE);
        ports().overwrite(RunItem.put(run).item());
        assertThat(due(later())).isEmpty();

        assertThat(ports().outbox.markPending(written(run), NOW)).isEqualTo(WriteResult.WRITTEN);
        assertThat(due(NOW.plus(PendingMarker.GRACE).minusMillis(1))).isEmpty();
        assertThat(due(NOW.plus(PendingMarker.GRACE))).containsExactly(new PendingRun(run));

        assertThat(ports().outbox.clearPending(new PendingRun(run))).isEqualTo(WriteResult.WRITTEN);
        assertThat(due(later())).isEmpty();
    }

    @Test
    default void aDeferredRunIsDueAfterItsTimeInCaseItsScheduleIsLost() {
        Run run = RunFixtures.deferred(DUE_CAUSE);
        ports().ledger.save(run);
        Instant overdue = run.dueAt().orElseThrow().plus(PendingMarker.SCHEDULE_GRACE);
        assertThat(due(overdue.minusMillis(1))).isEmpty();
        assertThat(due(overdue)).containsExactly(new DueRun(run));

        Instant until = overdue.plus(Duration.ofMinutes(15));
        assertThat(ports().outbox.postpone(new DueRun(run), until)).isEqualTo(WriteResult.WRITTEN);
        assertThat(due(until.minusMillis(1))).isEmpty();
        assertThat(due(until)).containsExactly(new DueRun(run));
    }

    @Test
    default void aDeferredRunThatTheStreamCouldNotPublishIsDueAtOnceAndAgainAfterItsTime() {
        Run run = RunFixtures.deferred(DUE_CAUSE);
        ports().ledger.save(run);

        assertThat(ports().outbox.markPending(written(run), NOW)).isEqualTo(WriteResult.WRITTEN);
        assertThat(due(NOW.plus(PendingMarker.GRACE))).containsExactly(new PendingRun(run));

        assertThat(ports().outbox.clearPending(new PendingRun(run))).isEqualTo(WriteResult.WRITTEN);
        Instant overdue = run.dueAt().orElseThrow().plus(PendingMarker.SCHEDULE_GRACE);
        assertThat(due(overdue.minusMillis(1))).isEmpty();
        assertThat(due(overdue)).containsExactly(new DueRun(run));
    }

    @Test
    default void aReplacedRunIsNeitherMarkedNorClearedNorPostponedUnderItsOldVersion() {
        Run run = RunFixtures.deferred(DUE_CAUSE);
        ports().ledger.save(run);
        Run replaced = RunFixtures.replaced(run);
        ports().ledger.save(replaced);

        assertThat(ports().outbox.markPending(written(run), NOW)).isEqualTo(WriteResult.CONDITION_FAILED);
        assertThat(ports().outbox.postpone(new DueRun(run), later())).isEqualTo(WriteResult.CONDITION_FAILED);
        assertThat(due(later())).isEmpty();

        ports().outbox.markPending(written(replaced), NOW);
        assertThat(ports().outbox.clearPending(new PendingRun(run))).isEqualTo(WriteResult.CONDITION_FAILED);
        assertThat(due(later())).containsExactly(new PendingRun(replaced));
    }

    @Test
    default void dueItemsAreReadEarliestFirstOverManyPages() {
        List<StepReached> causes = IntStream.range(0, Table.PAGE + 20)
                .mapToObj(number -> Fixtures.cause("day-1", "s" + number, "ada", 1))
                .toList();
        for (int i = 0; i < causes.size(); i += 100) {
            ports().table
                    .write(causes.subList(i, Math.min(i + 100, causes.size())).stream()
                            .<Write>map(cause -> RunItem.put(RunFixtures.deferred(cause)))
                            .toList());
        }

        assertThat(due(later())).hasSize(causes.size());
    }

    @Test
    default void aRemovedStepIsDueUntilItsSchedulesAreDeleted() {
        AddToTrackStep step = Fixtures.step("day-1", "s1", "week-1").build();
        ports().configuration.removeStep(step, ports().nextGraph(), NOW);
        RemovedStep removed = new RemovedStep("day-1", "s1", NOW, Optional.empty());

        assertThat(due(NOW.plus(PendingMarker.GRACE).minusMillis(1))).isEmpty();
        assertThat(due(NOW.plus(PendingMarker.GRACE))).containsExactly(removed);

        ports().outbox.recordDeletedSchedules(removed, Optional.of("here"));
        RemovedStep half = new RemovedStep("day-1", "s1", NOW, Optional.of("here"));
        assertThat(due(later())).containsExactly(half);

        ports().configuration.removeStep(step, ports().nextGraph(), NOW.plusMillis(1));
        ports().outbox.recordDeletedSchedules(half, Optional.empty());
        assertThat(due(later())).containsExactly(new RemovedStep("day-1", "s1", NOW.plusMillis(1), Optional.empty()));
    }

    @Test
    default void anErasureIsDueForItsNextPass() {
        ports().with(Fixtures.person("ada").build());
        ports().erasure.tombstone("ada", NOW, NOW.plusSeconds(900), "root");

        assertThat(due(NOW.plusSeconds(899))).isEmpty();
        assertThat(due(NOW.plusSeconds(900))).containsExactly(new DueErasure("ada"));

        ports().erasure.repeated("ada");
        assertThat(due(later())).isEmpty();
    }

    @Test
    default void anUnreadableItemIsNamedAndDoesNotHideTheOthers() {
        PendingEnrollment readable = enrolled(Optional.empty());
        Map<String, AttributeValue> broken = ItemWriter.at(new Key("USER#ada", "ENROLLMENT#week-1#00009"))
                .all(PendingMarker.of(PendingMarker.STARTED, "ada", NOW.minusSeconds(1)))
                .build();
        Map<String, AttributeValue> strange = ItemWriter.at(new Key("USER#ada", "WHAT"))
                .all(PendingMarker.of(PendingMarker.STARTED, "ada", NOW.minusSeconds(2)))
                .build();
        ports().overwrite(broken);
        ports().overwrite(strange);

        List<DueItem> due = due(later());

        assertThat(due).hasSize(3).contains(readable);
        assertThat(due)
                .filteredOn(Unreadable.class::isInstance)
                .extracting(DueItem::key)
                .containsExactlyInAnyOrder("USER#ada/ENROLLMENT#week-1#00009", "USER#ada/WHAT");
        assertThat(due.toString())
                .contains("attribute participantId is missing", "is pending, but nothing of its kind is published");
    }
}
