package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.domain.SpanUnit;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.job.Job;
import dev.tracks.domain.job.JobRow;
import dev.tracks.domain.job.JobSpec.Rerun;
import dev.tracks.domain.job.JobSpec.StepOf;
import dev.tracks.domain.job.RowOutcome;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.track.TrackStatus;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.enroll.CancelRun;
import dev.tracks.usecase.job.JobEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs that decide skipped runs again. */
class RerunJobTest extends RowsOverTable {
    private static final StepOf S1 = new StepOf("day-1", "s1", "week-1");
    private static final StepOf S2 = new StepOf("day-1", "s2", "month-1");

    @BeforeEach
    void week1IsPaused() {
        save("day-1", TrackStatus.ACTIVE);
        save("month-1", TrackStatus.ACTIVE);
        save("week-1", TrackStatus.PAUSED);
        ports.with(Fixtures.step("day-1", "s1", "week-1").build());
    }

    private static StepReached cause(String stepId, String participantId) {
        return Fixtures.cause("day-1", stepId, participantId, 1);
    }

    private static String key(String stepId, String participantId) {
        return participantId + "#day-1#1#" + stepId;
    }

    /** People who reached the step. */
    private void reached(String... people) {
        inTrack("day-1", people);
        for (String id : people) {
            ports.runStep().run(cause("s1", id));
        }
    }

    private Rerun rerun(Instant since, Instant until, StepOf... steps) {
        return new Rerun("day-1", Optional.empty(), SkipReason.DESTINATION_NOT_ACTIVE, since, until, List.of(steps));
    }

    private Rerun rerun() {
        return rerun(Fixtures.NOW, ports.clock.instant(), S1);
    }

    private void activateWeek1() {
        advance();
        save("week-1", TrackStatus.ACTIVE);
    }

    private Optional<Run> run(String stepId, String participantId) {
        return ports.ledger.read(cause(stepId, participantId), Optional.empty()).run();
    }

    @Test
    void skippedRunsAreDecidedAgainAndTheRowsSayWhatTheyLedTo() {
        reached("ada", "grace");
        activateWeek1();
        Job job = worked(rerun());

        assertThat(counts(job)).isEqualTo(Map.of("enrolled", 2));
        assertThat(row(job, key("s1", "ada")).participantId()).contains("ada");
        assertThat(row(job, key("s1", "ada")).evidence())
                .isEqualTo(Map.of(
                        "cause",
                        Map.of("trackId", "day-1", "stepId", "s1", "instance", 1),
                        "trackId",
                        "week-1",
                        "instance",
                        1));
        assertThat(ports.ledger.instances("ada", "week-1")).hasSize(1);
    }

    @Test
    void anInvitationAndADeferralNameTheNumberAndTheTime() {
        reached("ada", "grace");
        activateWeek1();
        ports.with(Fixtures.step("day-1", "s1", "week-1").manual("Join!").build());
        Job invites = worked(rerun());
        assertThat(counts(invites)).isEqualTo(Map.of("invited", 2));
        assertThat(row(invites, key("s1", "ada")).evidence())
                .containsEntry("trackId", "week-1")
                .containsEntry("number", 1);

        save("week-1", TrackStatus.PAUSED);
        reached("linus");
        activateWeek1();
        ports.with(Fixtures.step("day-1", "s1", "week-1")
                .delay(Fixtures.delay(2, SpanUnit.DAYS))
                .build());
        Job defers = worked(rerun());
        assertThat(counts(defers)).isEqualTo(Map.of("deferred", 1));
        assertThat(row(defers, key("s1", "linus")).evidence())
                .containsEntry("dueAt", Fixtures.NOW.plus(Duration.ofDays(2)).toString());
    }

    @Test
    void aRunThatIsSkippedAgainHasTheReasonAndTheEvidenceOfTheRule() {
        reached("ada");
        activateWeek1();
        ports.with(Fixtures.enrollment("ada", "week-1", 1));
        Job job = worked(rerun());

        assertThat(counts(job)).isEqualTo(Map.of("skipped.previously_started", 1));
        assertThat(row(job, key("s1", "ada")).evidence()).containsEntry("instance", 1);
    }

    @Test
    void theRowOfAManagersEnrollmentNamesTheManager() {
        ports.with(Fixtures.person("grace").build());
        reached("ada");
        ports.with(Fixtures.person("ada").managedBy("grace").build());
        ports.with(Fixtures.step("day-1", "s1", "week-1").forManager().build());
        activateWeek1();
        Job job = worked(rerun());

        assertThat(row(job, key("s1", "ada")).evidence()).containsEntry("enrolleeId", "grace");
        assertThat(ports.ledger.instances("grace", "week-1")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"16", "17", "18", "19", "20", "21", "22", "23", "24", "25"})
    void aKillAtAnyWriteLeadsToTheSameRowsAndToOneEnrollmentEach(int write) {
        for (boolean hasEffect : new boolean[] {true, false}) {
            save("week-1", TrackStatus.PAUSED);
            String prefix = hasEffect ? "a" : "b";
            reached(prefix + 1, prefix + 2, prefix + 3);
            activateWeek1();
            Job job = create(rerun());
            workWithKill(job, write, hasEffect);

            assertThat(counts(job)).isEqualTo(Map.of("enrolled", 3));
            assertThat(read(job).result().total()).contains(3);
            assertThat(ports.ledger.instances(prefix + 1, "week-1")).hasSize(1);
        }
    }

    @Test
    void aRunThatSomebodyElseDecidedMeanwhileHasTheOutcomeOfThatDecision() {
        reached("ada");
        activateWeek1();
        Job job = create(rerun());
        select(job);
        ports.runStep().run(cause("s1", "ada"));
        work(job);

        assertThat(counts(job)).isEqualTo(Map.of("enrolled", 1));
        assertThat(ports.ledger.instances("ada", "week-1")).hasSize(1);
    }

    @Test
    void aRunThatWasCancelledMeanwhileStaysCancelled() {
        reached("ada");
        activateWeek1();
        ports.with(Fixtures.step("day-1", "s1", "week-1")
                .delay(Fixtures.delay(2, SpanUnit.DAYS))
                .build());
        Job job = create(rerun());
        select(job);
        ports.runStep().run(cause("s1", "ada"));
        new CancelRun(ports.ledger, new OptimisticRetry(round -> {}), ports.clock).cancel(cause("s1", "ada"), "root");
        work(job);

        assertThat(row(job, key("s1", "ada")))
                .returns(RowOutcome.CANCELLED, JobRow::outcome)
                .returns(Optional.of("run_cancelled"), JobRow::reason);
    }

    @Test
    void anIndexThatLagsBehindLeadsToTheOutcomeOfTheStoredRun() {
        reached("ada");
        activateWeek1();
        Job job = create(rerun());
        JobEngine stale = withStaleIndexes();
        ports.runStep().run(cause("s1", "ada"));
        work(stale, job);

        assertThat(counts(job)).isEqualTo(Map.of("enrolled", 1));
        assertThat(ports.ledger.instances("ada", "week-1")).hasSize(1);
    }

    @Test
    void aDryRunDecidesEachRunAndWritesNothingButRows() {
        reached("ada", "grace");
        activateWeek1();
        ports.with(Fixtures.enrollment("grace", "week-1", 1));
        Job job = dryRun(rerun());
        var before = records();
        work(job);

        assertThat(counts(job)).isEqualTo(Map.of("enrolled", 1, "skipped.previously_started", 1));
        assertThat(records()).isEqualTo(before);

        Job real = worked(rerun());
        assertThat(counts(real)).isEqualTo(counts(job));
    }

    @Test
    void twoJobsOverTheSameRunsHaveOneEffect() {
        reached("ada");
        activateWeek1();
        Job first = create(rerun());
        Job second = create(rerun());
        select(first);
        select(second);
        work(second);
        work(first);

        assertThat(counts(first)).isEqualTo(Map.of("enrolled", 1));
        assertThat(counts(second)).isEqualTo(Map.of("enrolled", 1));
        assertThat(ports.ledger.instances("ada", "week-1")).hasSize(1);
    }

    @Test
    void onlyRunsOfThePeriodAndOfTheReasonAreSelected() {
        reached("early");
        advance();
        Instant since = ports.clock.instant();
        reached("first");
        inTrack("day-1", "other");
        ports.with(Fixtures.step("day-1", "s1", "week-1").disabled().build());
        ports.runStep().run(cause("s1", "other"));
        ports.with(Fixtures.step("day-1", "s1", "week-1").build());
        advance();
        Instant until = ports.clock.instant();
        reached("late");
        activateWeek1();
        Job job = worked(rerun(since, until, S1));

        assertThat(rows(job)).extracting(JobRow::key).containsExactly(key("s1", "first"));
        assertThat(read(job).result().total()).contains(1);
    }

    @Test
    void theStepsAreReadOneAfterTheOtherAndAnEmptyOneIsNoEnd() {
        StepOf empty = new StepOf("day-1", "s0", "week-1");
        ports.with(Fixtures.step("day-1", "s2", "month-1").build());
        save("month-1", TrackStatus.PAUSED);
        reached("ada");
        ports.runStep().run(cause("s2", "ada"));
        ports.runStep().run(cause("s2", "ada"));
        activateWeek1();
        save("month-1", TrackStatus.ACTIVE);
        Job job = worked(rerun(Fixtures.NOW, ports.clock.instant(), empty, S1, empty, S2));

        assertThat(rows(job)).extracting(JobRow::key).containsExactlyInAnyOrder(key("s1", "ada"), key("s2", "ada"));
        assertThat(counts(job)).isEqualTo(Map.of("enrolled", 2));
    }

    @Test
    void aTrackWithoutStepsAndAStepWithoutRunsAreDoneWithNoRow() {
        Job withoutSteps = create(rerun(Fixtures.NOW, ports.clock.instant()));
        Job withoutRuns = create(rerun());
        save("week-1", TrackStatus.ACTIVE);
        work(withoutSteps);
        work(withoutRuns);

        assertThat(read(withoutSteps).result().total()).contains(0);
        assertThat(read(withoutRuns).result().total()).contains(0);
        assertThat(rows(withoutRuns)).isEmpty();
    }

    @Test
    void aLaneReadsMoreThanAPage() {
        List<String> ids = idsOfShard(3, 120);
        reached(ids.toArray(String[]::new));
        activateWeek1();
        Job job = worked(rerun());

        assertThat(counts(job)).isEqualTo(Map.of("enrolled", 120));
        assertThat(read(job).result().total()).contains(120);
    }

    @Test
    void aRunThatTheJobItselfEvaluatedIsNotSelectedAgainEvenIfThePeriodIsNotOver() {
        List<String> ids = idsOfShard(3, 60);
        reached(ids.toArray(String[]::new));
        ports.clock.advance(Run.SAME_SKIP_ANSWERS_FOR);
        Job job = create(rerun(Fixtures.NOW, ports.clock.instant().plus(Duration.ofDays(1)), S1));
        while (!pages(job).isEmpty()) {
            ports.clock.advance(Run.SAME_SKIP_ANSWERS_FOR);
            pages(job).forEach(this::process);
        }

        assertThat(counts(job)).isEqualTo(Map.of("skipped.destination_not_active", 60));
        assertThat(read(job).result().total()).contains(60);
        assertThat(run("s1", ids.get(0)).orElseThrow().trail()).hasSize(2);
    }

    @Test
    void aRerunThatOnlyRepeatsASkipOfTheLastMinuteLeavesTheRunAsItIs() {
        reached("ada");
        Run before = run("s1", "ada").orElseThrow();
        advance();
        Job job = worked(rerun());

        assertThat(counts(job)).isEqualTo(Map.of("skipped.destination_not_active", 1));
        assertThat(run("s1", "ada")).contains(before);
    }
}
