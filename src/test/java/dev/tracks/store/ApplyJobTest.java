package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.Fixtures.Step;
import dev.tracks.domain.SpanUnit;
import dev.tracks.domain.job.Job;
import dev.tracks.domain.job.JobRow;
import dev.tracks.domain.job.JobSpec.Apply;
import dev.tracks.domain.job.JobSpec.StepOf;
import dev.tracks.domain.job.RowOutcome;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.step.ReEnrollment;
import dev.tracks.domain.step.ReachedBy;
import dev.tracks.domain.track.TrackStatus;
import dev.tracks.usecase.job.JobEngine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs that let the people of a track reach a step that was added later. */
class ApplyJobTest extends RowsOverTable {
    private static final Apply APPLY = new Apply(new StepOf("day-1", "s1", "week-1"));

    @BeforeEach
    void aStepWasAdded() {
        save("day-1", TrackStatus.ACTIVE);
        save("week-1", TrackStatus.ACTIVE);
        ports.with(step().build());
        advance();
    }

    private static Step step() {
        return Fixtures.step("day-1", "s1", "week-1");
    }

    private static StepReached cause(String participantId) {
        return Fixtures.cause("day-1", "s1", participantId, 1);
    }

    private static String key(String participantId) {
        return participantId + "#day-1#1#s1";
    }

    @Test
    void peopleInTheTrackReachTheStepAndThoseWhoHaveEndedItDoNot() {
        inTrack("day-1", "ada", "completed", "cancelled");
        end("completed", "day-1", EnrollmentStatus.COMPLETED);
        end("cancelled", "day-1", EnrollmentStatus.CANCELLED);
        Job job = worked(APPLY);

        assertThat(counts(job)).isEqualTo(Map.of("enrolled", 1));
        assertThat(row(job, key("ada")).evidence())
                .containsEntry("trackId", "week-1")
                .containsEntry("instance", 1);
        assertThat(ports.ledger.instances("completed", "week-1")).isEmpty();
    }

    @Test
    void aStepThatIsReachedByCompletionIsReachedByThoseWhoHaveCompletedTheTrack() {
        ports.with(step().reachedBy(ReachedBy.TRACK_COMPLETION).build());
        inTrack("day-1", "ada", "completed", "cancelled");
        end("completed", "day-1", EnrollmentStatus.COMPLETED);
        end("cancelled", "day-1", EnrollmentStatus.CANCELLED);
        Job job = worked(APPLY);

        assertThat(rows(job)).extracting(JobRow::key).containsExactly(key("completed"));
        assertThat(counts(job)).isEqualTo(Map.of("enrolled", 1));
    }

    @Test
    void whoHadReachedTheStepBeforeTheJobIsUnchangedWhateverWasDecided() {
        inTrack("day-1", "ada", "grace");
        ports.runStep().run(cause("ada"));
        save("week-1", TrackStatus.PAUSED);
        ports.runStep().run(cause("grace"));
        save("week-1", TrackStatus.ACTIVE);
        advance();
        Job job = worked(APPLY);

        assertThat(counts(job)).isEqualTo(Map.of("unchanged.already_reached", 2));
        assertThat(row(job, key("ada")).evidence())
                .isEqualTo(Map.of(
                        "cause", Map.of("trackId", "day-1", "stepId", "s1", "instance", 1), "decision", "enrolled"));
        assertThat(row(job, key("grace")).evidence()).containsEntry("decision", "skipped");
        assertThat(ports.ledger.instances("grace", "week-1")).isEmpty();
    }

    @Test
    void whoReachesTheStepAfterTheJobWasCreatedHasTheOutcomeOfThatRun() {
        inTrack("day-1", "ada");
        Job job = create(APPLY);
        select(job);
        ports.runStep().run(cause("ada"));
        work(job);

        assertThat(counts(job)).isEqualTo(Map.of("enrolled", 1));
        assertThat(ports.ledger.instances("ada", "week-1")).hasSize(1);
    }

    @Test
    void aDelayDefersTheRunFromTheStartOfTheInstance() {
        ports.with(step().delay(Fixtures.delay(2, SpanUnit.DAYS)).build());
        inTrack("day-1", "ada");
        Job job = worked(APPLY);

        assertThat(counts(job)).isEqualTo(Map.of("deferred", 1));
        assertThat(row(job, key("ada")).evidence())
                .containsEntry("dueAt", Fixtures.NOW.plus(Duration.ofDays(2)).toString());
    }

    @ParameterizedTest
    @CsvSource({"16", "17", "18", "19", "20", "21", "22", "23", "24", "25"})
    void aKillAtAnyWriteLeadsToTheSameRowsAndToOneEnrollmentEach(int write) {
        // If the step enrolls anew, only the run of the cause prevents a second instance.
        ports.with(step().reEnrollment(ReEnrollment.YES).build());
        inTrack("day-1", "a1", "a2", "a3");
        advance();
        Job job = create(APPLY);
        workWithKill(job, write, true);
        assertThat(counts(job)).isEqualTo(Map.of("enrolled", 3));

        inTrack("day-1", "b1", "b2", "b3");
        advance();
        Job next = create(APPLY);
        workWithKill(next, write, false);
        assertThat(counts(next)).isEqualTo(Map.of("enrolled", 3, "unchanged.already_reached", 3));
        for (String id : List.of("a1", "a2", "a3", "b1", "b2", "b3")) {
            assertThat(ports.ledger.instances(id, "week-1")).hasSize(1);
        }
    }

    @Test
    void aDryRunDecidesEachCauseAndWritesNothingButRows() {
        inTrack("day-1", "ada", "grace", "linus");
        ports.runStep().run(cause("grace"));
        ports.with(Fixtures.enrollment("linus", "week-1", 1));
        advance();
        Job job = dryRun(APPLY);
        var before = records();
        work(job);

        assertThat(counts(job))
                .isEqualTo(Map.of("enrolled", 1, "unchanged.already_reached", 1, "skipped.previously_started", 1));
        assertThat(records()).isEqualTo(before);
        assertThat(counts(worked(APPLY))).isEqualTo(counts(job));
    }

    @Test
    void ofTwoJobsTheLaterOneFindsThatTheStepWasReached() {
        inTrack("day-1", "ada");
        Job first = worked(APPLY);
        advance();
        Job second = worked(APPLY);

        assertThat(counts(first)).isEqualTo(Map.of("enrolled", 1));
        assertThat(counts(second)).isEqualTo(Map.of("unchanged.already_reached", 1));
    }

    @Test
    void twoJobsAtTheSameTimeHaveOneEffect() {
        ports.with(step().reEnrollment(ReEnrollment.YES).build());
        inTrack("day-1", "ada", "grace");
        Job first = create(APPLY);
        Job second = create(APPLY);
        select(first);
        select(second);
        work(second);
        work(first);

        assertThat(counts(first)).isEqualTo(Map.of("enrolled", 2));
        assertThat(counts(second)).isEqualTo(Map.of("enrolled", 2));
        assertThat(ports.ledger.instances("ada", "week-1")).hasSize(1);
    }

    @Test
    void anIndexThatLagsBehindDoesNotLetAnEndedInstanceReachTheStep() {
        inTrack("day-1", "ada");
        JobEngine stale = withStaleIndexes();
        end("ada", "day-1", EnrollmentStatus.CANCELLED);
        Job job = create(APPLY);
        work(stale, job);

        assertThat(row(job, key("ada")))
                .returns(RowOutcome.SKIPPED, JobRow::outcome)
                .returns(Optional.of("source_instance_cancelled"), JobRow::reason);
    }

    @Test
    void aLaneReadsMoreThanAPageAndATrackWithoutPeopleHasNoRow() {
        assertThat(rows(worked(APPLY))).isEmpty();
        List<String> ids = idsOfShard(5, 120);
        inTrack("day-1", ids.toArray(String[]::new));
        Job job = worked(APPLY);

        assertThat(counts(job)).isEqualTo(Map.of("enrolled", 120));
        assertThat(read(job).result().total()).contains(120);
    }
}
