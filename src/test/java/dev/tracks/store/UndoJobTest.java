package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.domain.SpanUnit;
import dev.tracks.domain.decision.Outcome;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.job.Job;
import dev.tracks.domain.job.JobRow;
import dev.tracks.domain.job.JobSpec;
import dev.tracks.domain.job.RowOutcome;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.step.ReEnrollment;
import dev.tracks.store.table.Keys;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.enroll.Reinvite;
import dev.tracks.usecase.invite.AnswerInvitation.Reply;
import dev.tracks.usecase.invite.ManageInvitation;
import dev.tracks.usecase.job.CreateJob;
import dev.tracks.usecase.message.JoinToken;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs that undo: what a run did, and everything that followed from it. */
class UndoJobTest extends UndoesOverTable {
    private static final StepReached ROOT_CAUSE = Fixtures.cause("day-1", "s1", "ada", 1);

    @BeforeEach
    void adaIsInDay1() {
        Stream.of("day-1", "week-1", "month-1", "leadership").forEach(id -> ports.with(Fixtures.track(id)));
        ports.with(Fixtures.step("day-1", "s1", "week-1").build())
                .with(Fixtures.person("grace").build())
                .with(Fixtures.person("ada").managedBy("grace").build())
                .with(Fixtures.enrollment("ada", "day-1", 1))
                .with(Fixtures.enrollment("ada", "day-1", 2));
    }

    @Test
    void theEnrollmentIsCancelledAsUndone() {
        reach(ROOT_CAUSE);

        JobRow row = undo();

        assertThat(row.outcome()).isEqualTo(RowOutcome.UNDONE);
        assertThat(row.reason()).isEmpty();
        assertThat(row.evidence())
                .isEqualTo(Map.of(
                        "enrollments",
                        List.of(Map.of("participantId", "ada", "trackId", "week-1", "instance", 1)),
                        "invitations",
                        List.of(),
                        "runs",
                        List.of(),
                        "untouched",
                        List.of()));
        assertThat(instance("ada", "week-1").undone()).isTrue();
        assertThat(instance("ada", "week-1").endedAt()).contains(ports.clock.instant());
        assertThat(ports.table.get(Keys.enrollment("ada", new EnrollmentRef("week-1", 1))))
                .hasValueSatisfying(
                        item -> assertThat(item.get("updatedBy").s()).isEqualTo("root"));
    }

    @Test
    void underNoThePersonIsEnrolledAgainByAnotherCauseOnly() {
        reach(ROOT_CAUSE);
        undo();

        assertThat(reach(ROOT_CAUSE).replayed()).isTrue();
        Outcome again = reach(Fixtures.cause("day-1", "s1", "ada", 2));

        assertThat(again.enrollment()).contains(new EnrollmentRef("week-1", 2));
        assertThat(instances("ada", "week-1")).extracting(Enrollment::undone).containsExactly(true, false);
    }

    @Test
    void everythingThatFollowedIsUndoneAlsoForOtherPeople() {
        ports.with(Fixtures.step("week-1", "s1", "month-1").forManager().build())
                .with(Fixtures.step("week-1", "s2", "leadership")
                        .manual("Join!")
                        .build())
                .with(Fixtures.step("month-1", "s1", "leadership")
                        .delay(Fixtures.delay(7, SpanUnit.DAYS))
                        .build());
        reach(ROOT_CAUSE);
        reach(Fixtures.cause("week-1", "s1", "ada", 1));
        reach(Fixtures.cause("week-1", "s2", "ada", 1));
        reach(Fixtures.cause("month-1", "s1", "grace", 1));

        JobRow row = undo();

        assertThat(row.evidence())
                .containsEntry(
                        "enrollments",
                        List.of(
                                Map.of("participantId", "ada", "trackId", "week-1", "instance", 1),
                                Map.of("participantId", "grace", "trackId", "month-1", "instance", 1)))
                .containsEntry(
                        "invitations", List.of(Map.of("participantId", "ada", "trackId", "leadership", "number", 1)))
                .containsEntry(
                        "runs",
                        List.of(Map.of("participantId", "grace", "trackId", "month-1", "instance", 1, "stepId", "s1")));
        assertThat(instance("grace", "month-1").undone()).isTrue();
        Invitation withdrawn = invitations().get(0);
        assertThat(withdrawn.status()).isEqualTo(InvitationStatus.WITHDRAWN);
        assertThat(withdrawn.lastEntry().evidence()).isEqualTo(Map.of("job", row.jobId()));
        Run waiting = run(Fixtures.cause("month-1", "s1", "grace", 1));
        assertThat(waiting.status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(waiting.evidence()).isEqualTo(Map.of("job", row.jobId()));
    }

    @Test
    void aWaitingRunIsCancelled() {
        ports.with(Fixtures.step("day-1", "s1", "week-1")
                .delay(Fixtures.delay(7, SpanUnit.DAYS))
                .build());
        reach(ROOT_CAUSE);

        JobRow row = undo();

        assertThat(row.outcome()).isEqualTo(RowOutcome.UNDONE);
        ports.clock.advance(Duration.ofDays(8));
        assertThat(reach(ROOT_CAUSE).reason()).contains(SkipReason.RUN_CANCELLED);
    }

    @Test
    void allInvitationsOfTheCauseAreWithdrawnOrTheirEnrollmentIsUndone() {
        ports.with(Fixtures.step("day-1", "s1", "leadership").manual("Join!").build());
        reach(ROOT_CAUSE);
        withdraw();
        reinvite(1);
        assertThat(undo().evidence())
                .containsEntry(
                        "invitations", List.of(Map.of("participantId", "ada", "trackId", "leadership", "number", 2)));
        assertThat(invitations()).extracting(Invitation::status).containsOnly(InvitationStatus.WITHDRAWN);

        reinvite(2);
        answer(3);
        JobRow row = undo();

        assertThat(row.outcome()).isEqualTo(RowOutcome.UNDONE);
        assertThat(instance("ada", "leadership").undone()).isTrue();
        assertThat(invitations().get(2).status()).isEqualTo(InvitationStatus.ACCEPTED);
    }

    @Test
    void aCompletedInstanceIsReportedAndNotChangedNorWhatFollowedFromIt() {
        ports.with(Fixtures.step("week-1", "s1", "month-1").build());
        reach(ROOT_CAUSE);
        reach(Fixtures.cause("week-1", "s1", "ada", 1));
        end("week-1", EnrollmentStatus.COMPLETED);

        JobRow row = undo();

        assertThat(row.outcome()).isEqualTo(RowOutcome.UNCHANGED);
        assertThat(row.reason()).contains("completed");
        assertThat(row.evidence())
                .isEqualTo(Map.of(
                        "untouched",
                        List.of(Map.of(
                                "participantId", "ada", "trackId", "week-1", "instance", 1, "status", "completed"))));
        assertThat(instance("ada", "month-1").status()).isEqualTo(EnrollmentStatus.ACTIVE);
    }

    @Test
    void aCompletedInstanceFurtherDownIsReportedBesideWhatIsUndone() {
        ports.with(Fixtures.step("week-1", "s1", "month-1").build());
        reach(ROOT_CAUSE);
        reach(Fixtures.cause("week-1", "s1", "ada", 1));
        end("month-1", EnrollmentStatus.COMPLETED);

        JobRow row = undo();

        assertThat(row.outcome()).isEqualTo(RowOutcome.UNDONE);
        assertThat((List<?>) row.evidence().get("untouched")).hasSize(1);
        assertThat(instance("ada", "week-1").undone()).isTrue();
        assertThat(instance("ada", "month-1").status()).isEqualTo(EnrollmentStatus.COMPLETED);
    }

    @Test
    void anInstanceThatWasCancelledBeforeIsNotUndone() {
        reach(ROOT_CAUSE);
        end("week-1", EnrollmentStatus.CANCELLED);

        assertThat(undo().reason()).contains("cancelled");
        assertThat(instance("ada", "week-1").undone()).isFalse();
    }

    @Test
    void aSecondJobFindsNothingToUndo() {
        reach(ROOT_CAUSE);
        undo();

        JobRow second = undo();

        assertThat(second.outcome()).isEqualTo(RowOutcome.UNCHANGED);
        assertThat(second.reason()).contains("nothing_to_undo");
        assertThat(second.evidence()).isEmpty();
    }

    @Test
    void aDeclinedInvitationLeavesNothingToUndo() {
        ports.with(Fixtures.step("day-1", "s1", "leadership").manual("Join!").build());
        reach(ROOT_CAUSE);
        ports.answerInvitation(ports.catalog())
                .answer(JoinToken.of(invitations().get(0)), Reply.DECLINE);

        assertThat(undo().reason()).contains("nothing_to_undo");
    }

    @Test
    void runsBeforeAndAfterThePeriodAndSkippedOnesHaveNoRow() {
        reach(ROOT_CAUSE);
        Instant to = ports.clock.instant().plusSeconds(1);
        ports.with(Fixtures.person("linus").build()).with(Fixtures.enrollment("linus", "day-1", 1));
        ports.clock.advance(Duration.ofSeconds(1));
        reach(Fixtures.cause("day-1", "s1", "linus", 1));
        reach(Fixtures.cause("day-1", "s1", "ada", 2));

        Job first = create(new JobSpec.Undo(STEP, from.minusSeconds(9), from), List.of());
        work(first);
        assertThat(rows(first)).isEmpty();

        Job job = create(new JobSpec.Undo(STEP, from, to), List.of());
        work(job);
        assertThat(rows(job)).extracting(JobRow::participantId).containsExactly(Optional.of("ada"));
        assertThat(instance("linus", "week-1").status()).isEqualTo(EnrollmentStatus.ACTIVE);
    }

    @Test
    void aDryRunSaysTheSameAndWritesTheRowOnly() {
        ports.with(Fixtures.step("week-1", "s1", "month-1").build());
        reach(ROOT_CAUSE);
        reach(Fixtures.cause("week-1", "s1", "ada", 1));
        Job dry = create(new CreateJob.Order(new Job.Request(spec(), true, ROOT), List.of(), Optional.empty()));
        work(dry);

        assertThat(instance("ada", "week-1").status()).isEqualTo(EnrollmentStatus.ACTIVE);
        assertThat(instance("ada", "month-1").status()).isEqualTo(EnrollmentStatus.ACTIVE);
        JobRow announced = rows(dry).get(0);
        JobRow done = undo();
        assertThat(announced.outcome()).isEqualTo(done.outcome());
        assertThat(announced.evidence()).isEqualTo(done.evidence());
    }

    @Test
    void noStepOfAnUndoneInstanceCanHaveAnEffectLater() {
        StepReached skipped = Fixtures.cause("week-1", "s1", "ada", 1);
        StepReached never = Fixtures.cause("week-1", "s2", "ada", 1);
        ports.with(Fixtures.step("week-1", "s1", "month-1").disabled().build())
                .with(Fixtures.step("week-1", "s2", "leadership").disabled().build());
        reach(ROOT_CAUSE);
        reach(skipped);

        JobRow row = undo();

        assertThat(row.evidence()).containsEntry("runs", List.of());
        for (StepReached cause : List.of(skipped, never)) {
            assertThat(run(cause).status()).isEqualTo(RunStatus.CANCELLED);
            assertThat(run(cause).evidence()).isEqualTo(Map.of("job", row.jobId()));
            assertThat(reach(cause).reason()).contains(SkipReason.RUN_CANCELLED);
        }
    }

    @Test
    void theInstanceOfAnErasedPersonIsNotChanged() {
        reach(ROOT_CAUSE);
        ports.erasure.tombstone("ada", ports.clock.instant(), ports.clock.instant(), "root");

        JobRow row = undo();

        assertThat(row.reason()).contains("nothing_to_undo");
        assertThat((List<?>) row.evidence().get("untouched")).hasSize(1);
        assertThat(instance("ada", "week-1").status()).isEqualTo(EnrollmentStatus.ACTIVE);
    }

    /** The only row of a job that undoes the step from the beginning until now. */
    private JobRow undo() {
        Job job = create(spec(), List.of());
        work(job);
        assertThat(rows(job)).hasSize(1);
        return rows(job).get(0);
    }

    private List<Invitation> invitations() {
        return ports.ledger.invitations("ada", "leadership");
    }

    private Run run(StepReached cause) {
        return ports.ledger.read(cause, Optional.empty()).run().orElseThrow();
    }

    private void withdraw() {
        new ManageInvitation(ports.invitations, new OptimisticRetry(round -> {}), ports.clock)
                .withdraw("ada", invitations().get(0).ref(), "root");
    }

    private void reinvite(int number) {
        ports.with(Fixtures.step("day-1", "s1", "leadership")
                .manual("Join!")
                .reEnrollment(ReEnrollment.NO)
                .build());
        new Reinvite(
                        ports.catalog(),
                        ports.ledger,
                        Ports.MESSAGES,
                        new OptimisticRetry(round -> {}),
                        ports.clock,
                        Ports.TERMS)
                .reinvite("ada", invitations().get(number - 1).ref(), "root");
    }

    private void answer(int number) {
        ports.answerInvitation(ports.catalog())
                .answer(JoinToken.of(invitations().get(number - 1)), Reply.JOIN);
    }
}
