package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.domain.AddToTrackStep;
import dev.tracks.domain.Enrollment;
import dev.tracks.domain.EnrollmentStatus;
import dev.tracks.domain.Invitation;
import dev.tracks.domain.InvitationStatus;
import dev.tracks.domain.Run;
import dev.tracks.domain.StepReached;
import dev.tracks.domain.TrailEntry;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.DueItem;
import dev.tracks.usecase.DueItem.DueErasure;
import dev.tracks.usecase.DueItem.DueInvitation;
import dev.tracks.usecase.DueItem.DueRun;
import dev.tracks.usecase.DueItem.PendingEnrollment;
import dev.tracks.usecase.DueItem.PendingInvitation;
import dev.tracks.usecase.DueItem.PendingRun;
import dev.tracks.usecase.DueItem.RemovedStep;
import dev.tracks.usecase.DueItem.Unreadable;
import dev.tracks.usecase.Outbox;
import dev.tracks.usecase.Written;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What is written and still to be followed up. */
interface OutboxContract extends WithPorts {
    StepReached DUE_CAUSE = Fixtures.cause("day-1", "s1", "ada", 1);
    Instant NOW = Fixtures.NOW;

    private List<DueItem> due(Instant now) {
        return IntStream.range(0, Outbox.SHARDS)
                .boxed()
                .flatMap(shard -> ports().outbox.due(shard, now))
                .toList();
    }

    private PendingEnrollment enrolled(Optional<String> confirmation) {
        Enrollment enrollment = Fixtures.enrollment("ada", "week-1", 1);
        ports().ledger.enroll(Runs.enrolled(DUE_CAUSE, enrollment), enrollment, confirmation);
        return new PendingEnrollment(enrollment, true, confirmation.isPresent(), 1);
    }

    private Invitation invited() {
        Invitation invitation = Fixtures.invitation(DUE_CAUSE, "leadership", 1);
        ports().ledger.invite(Runs.invited(DUE_CAUSE, invitation), invitation);
        return invitation;
    }

    @Test
    default void anEnrollmentIsLeftToTheStreamForAMinuteAndDueUntilItIsHandedOver() {
        PendingEnrollment item = enrolled(Optional.of("Welcome!"));

        assertThat(due(NOW.plus(Pending.GRACE).minusMillis(1))).isEmpty();
        assertThat(due(NOW.plus(Pending.GRACE))).containsExactly(item);

        assertThat(ports().outbox.handedOver(item)).isEqualTo(Written.DONE);
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
                .containsExactly(new PendingEnrollment(Fixtures.enrollment("ada", "week-1", 1), true, false, 1));
    }

    @Test
    default void aStaleHandOverWipesNobodysMark() {
        PendingEnrollment item = enrolled(Optional.empty());
        Enrollment completed = item.enrollment().with(EnrollmentStatus.COMPLETED, Map.of("score", 1), NOW);
        ports().enrollments.change(new Change<>(completed, Optional.of(1L), NOW, "root"));

        assertThat(ports().outbox.handedOver(item)).isEqualTo(Written.TAKEN);

        assertThat(due(later())).containsExactly(new PendingEnrollment(completed, true, false, 2));
    }

    @Test
    default void anEndIsHandedOverAfterTheStart() {
        PendingEnrollment item = enrolled(Optional.empty());
        ports().outbox.handedOver(item);
        Enrollment active = item.enrollment().with(EnrollmentStatus.ACTIVE, Map.of("score", 1), NOW);
        ports().enrollments.change(new Change<>(active, Optional.of(1L), NOW, "root"));
        assertThat(due(later())).isEmpty();

        Enrollment completed = active.with(EnrollmentStatus.COMPLETED, active.progress(), NOW);
        ports().enrollments.change(new Change<>(completed, Optional.of(2L), NOW, "root"));

        PendingEnrollment ended = new PendingEnrollment(completed, false, false, 3);
        assertThat(due(later())).containsExactly(ended);
        assertThat(ports().outbox.handedOver(ended)).isEqualTo(Written.DONE);
        assertThat(due(later())).isEmpty();
    }

    @Test
    default void anInvitationIsDueForItsMessageThenForItsReminderThenWhenItExpires() {
        Invitation invitation = invited();
        assertThat(due(NOW.plus(Pending.GRACE))).containsExactly(new PendingInvitation(invitation));

        assertThat(ports().outbox.handedOver(new PendingInvitation(invitation))).isEqualTo(Written.DONE);
        Instant remindAt = invitation.remindAt().orElseThrow();
        assertThat(due(remindAt.minusMillis(1))).isEmpty();
        assertThat(due(remindAt)).containsExactly(new DueInvitation(invitation));

        Invitation reminded = invitation.reminded(remindAt);
        assertThat(ports().invitations.reminded(reminded, Optional.empty())).isEqualTo(Written.DONE);
        assertThat(due(invitation.expiresAt().minusMillis(1))).isEmpty();
        assertThat(due(invitation.expiresAt())).containsExactly(new DueInvitation(reminded));
    }

    @Test
    default void aClosedInvitationIsHandedOverAndThenDueNoMore() {
        Invitation declined = invited().then(InvitationStatus.DECLINED, TrailEntry.of(NOW, "declined"));
        ports().invitations.keep(declined, "ada");
        assertThat(due(later())).containsExactly(new PendingInvitation(declined));

        assertThat(ports().outbox.handedOver(new PendingInvitation(declined))).isEqualTo(Written.DONE);

        assertThat(due(later())).isEmpty();
    }

    @Test
    default void aRefusedClickLeavesWhatIsDueAsItIs() {
        Invitation invitation = invited();
        ports().outbox.handedOver(new PendingInvitation(invitation));
        Invitation clicked = invitation.then(InvitationStatus.PENDING, TrailEntry.of(NOW, "skipped"));

        ports().invitations.keep(clicked, "ada");

        assertThat(due(NOW.plus(Pending.GRACE))).isEmpty();
        assertThat(due(later())).containsExactly(new DueInvitation(clicked));
    }

    @Test
    default void aStaleHandOverOfAnInvitationChangesNothing() {
        Invitation invitation = invited();
        Invitation declined = invitation.then(InvitationStatus.DECLINED, TrailEntry.of(NOW, "declined"));
        ports().invitations.keep(declined, "ada");

        assertThat(ports().outbox.handedOver(new PendingInvitation(invitation))).isEqualTo(Written.TAKEN);

        assertThat(due(later())).containsExactly(new PendingInvitation(declined));
    }

    @Test
    default void aDeferredRunIsDueForItsScheduleAndAgainAfterItsTime() {
        Run run = Runs.deferred(DUE_CAUSE);
        ports().ledger.keep(run);
        assertThat(due(NOW.plus(Pending.GRACE))).containsExactly(new PendingRun(run));

        assertThat(ports().outbox.handedOver(new PendingRun(run))).isEqualTo(Written.DONE);
        Instant overdue = run.dueAt().orElseThrow().plus(Pending.SCHEDULE_GRACE);
        assertThat(due(overdue.minusMillis(1))).isEmpty();
        assertThat(due(overdue)).containsExactly(new DueRun(run));

        Instant until = overdue.plus(Duration.ofMinutes(15));
        assertThat(ports().outbox.postpone(new DueRun(run), until)).isEqualTo(Written.DONE);
        assertThat(due(until.minusMillis(1))).isEmpty();
        assertThat(due(until)).containsExactly(new DueRun(run));
    }

    @Test
    default void aRunThatWasReplacedIsNeitherHandedOverNorPostponedAsItWas() {
        Run run = Runs.deferred(DUE_CAUSE);
        ports().ledger.keep(run);
        Run replaced = Runs.replaced(run);
        ports().ledger.keep(replaced);

        assertThat(ports().outbox.handedOver(new PendingRun(run))).isEqualTo(Written.TAKEN);
        assertThat(ports().outbox.postpone(new DueRun(run), later())).isEqualTo(Written.TAKEN);

        assertThat(due(later())).containsExactly(new PendingRun(replaced));
        assertThat(ports().outbox.handedOver(new PendingRun(replaced))).isEqualTo(Written.DONE);
        assertThat(due(later())).isEmpty();
    }

    @Test
    default void whatIsDueComesEarliestFirstOverManyPages() {
        List<StepReached> causes = IntStream.range(0, Table.PAGE + 20)
                .mapToObj(number -> Fixtures.cause("day-1", "s" + number, "ada", 1))
                .toList();
        for (int i = 0; i < causes.size(); i += 100) {
            ports().table
                    .write(causes.subList(i, Math.min(i + 100, causes.size())).stream()
                            .<Write>map(cause -> RunItem.put(Runs.deferred(cause)))
                            .toList());
        }

        assertThat(due(later())).hasSize(causes.size());
    }

    @Test
    default void aRemovedStepIsDueUntilItsSchedulesAreDeleted() {
        AddToTrackStep step = Fixtures.step("day-1", "s1", "week-1").build();
        ports().configuration.removeStep(step, ports().nextGraph(), NOW);
        RemovedStep removed = new RemovedStep("day-1", "s1", NOW, Optional.empty());

        assertThat(due(NOW.plus(Pending.GRACE).minusMillis(1))).isEmpty();
        assertThat(due(NOW.plus(Pending.GRACE))).containsExactly(removed);

        ports().outbox.cleaned(removed, Optional.of("here"));
        RemovedStep half = new RemovedStep("day-1", "s1", NOW, Optional.of("here"));
        assertThat(due(later())).containsExactly(half);

        ports().configuration.removeStep(step, ports().nextGraph(), NOW.plusMillis(1));
        ports().outbox.cleaned(half, Optional.empty());
        assertThat(due(later())).containsExactly(new RemovedStep("day-1", "s1", NOW.plusMillis(1), Optional.empty()));
    }

    @Test
    default void anErasureIsDueForItsRepetition() {
        ports().with(Fixtures.person("ada").build());
        ports().erasure.tombstone("ada", NOW, NOW.plusSeconds(900), "root");

        assertThat(due(NOW.plusSeconds(899))).isEmpty();
        assertThat(due(NOW.plusSeconds(900))).containsExactly(new DueErasure("ada"));

        ports().erasure.repeated("ada");
        assertThat(due(later())).isEmpty();
    }

    @Test
    default void anItemThatCannotBeReadIsNamedAndDoesNotHideTheOthers() {
        PendingEnrollment readable = enrolled(Optional.empty());
        Map<String, AttributeValue> broken = ItemWriter.at(new Key("USER#ada", "ENROLLMENT#week-1#00009"))
                .all(Pending.mark(Pending.STARTED, "ada", NOW.minusSeconds(1)))
                .build();
        Map<String, AttributeValue> strange = ItemWriter.at(new Key("USER#ada", "WHAT"))
                .all(Pending.mark(Pending.STARTED, "ada", NOW.minusSeconds(2)))
                .build();
        ports().overwrite(broken);
        ports().overwrite(strange);

        List<DueItem> due = due(later());

        assertThat(due).hasSize(3).contains(readable);
        assertThat(due)
                .filteredOn(Unreadable.class::isInstance)
                .extracting(DueItem::key)
                .containsExactlyInAnyOrder("USER#ada/ENROLLMENT#week-1#00009", "USER#ada/WHAT");
        assertThat(due.toString()).contains("attribute participantId is missing", "is pending, but neither");
    }
}
