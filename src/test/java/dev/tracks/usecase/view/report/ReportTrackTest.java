package dev.tracks.usecase.view.report;

import static dev.tracks.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.Listed;
import dev.tracks.domain.InvalidFieldException;
import dev.tracks.domain.decision.Decision;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.usecase.NotFoundException;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.configure.Configuration;
import dev.tracks.usecase.view.Directory;
import dev.tracks.usecase.view.Directory.Part;
import dev.tracks.usecase.view.ListedInstance;
import dev.tracks.usecase.view.ListedInvitation;
import dev.tracks.usecase.view.Period;
import dev.tracks.usecase.view.report.TrackReport.Instances;
import dev.tracks.usecase.view.report.TrackReport.StepReport;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportTrackTest {
    private static final Period MARCH =
            new Period(Instant.parse("2025-03-01T00:00:00Z"), Instant.parse("2025-04-01T00:00:00Z"));
    /** For a track with one step. */
    private static final int MOST = 6_666;

    private final Configuration configuration = mock(Configuration.class);
    private final Directory directory = mock(Directory.class);
    private final ReportTrack reportTrack = new ReportTrack(configuration, directory);

    @BeforeEach
    void nobodyIsInTheTrack() {
        when(configuration.track("day-1"))
                .thenReturn(Optional.of(new Stored<>(Fixtures.track("day-1"), 1, NOW, "root")));
        steps("s1");
        when(directory.instances(any(), any(), anyInt())).thenReturn(all());
        when(directory.runs(any(), any(), any(), anyInt())).thenReturn(all());
        when(directory.invitations(any(), any(), anyInt())).thenReturn(all());
    }

    private void steps(String... ids) {
        when(configuration.steps("day-1"))
                .thenReturn(List.of(ids).stream().map(ReportTrackTest::stored).toList());
    }

    private static Stored<AddToTrackStep> stored(String id) {
        return new Stored<>(Fixtures.step("day-1", id, "week-1").build(), 1, NOW, "root");
    }

    @SafeVarargs
    private static <T> Part<T> all(T... data) {
        return new Part<>(List.of(data), true);
    }

    @SafeVarargs
    private static <T> Part<T> some(T... data) {
        return new Part<>(List.of(data), false);
    }

    private TrackReport report() {
        return reportTrack.of("day-1", MARCH);
    }

    private StepReport step() {
        assertThat(report().steps()).hasSize(1);
        return report().steps().get(0);
    }

    // ---- instances ----------------------------------------------------------------------------------------------

    private static ListedInstance started(String person) {
        return new ListedInstance(
                person, new EnrollmentRef("day-1", 1), EnrollmentStatus.ACTIVE, NOW, Optional.empty());
    }

    private static ListedInstance ended(String person, EnrollmentStatus status, Duration after) {
        return new ListedInstance(person, new EnrollmentRef("day-1", 1), status, NOW, Optional.of(NOW.plus(after)));
    }

    @Test
    void theInstancesThatWereStartedInThePeriodAreCountedByTheirPresentStatus() {
        when(directory.instances("day-1", MARCH, MOST))
                .thenReturn(all(
                        started("ada"),
                        ended("grace", EnrollmentStatus.COMPLETED, Duration.ofDays(2)),
                        ended("linus", EnrollmentStatus.COMPLETED, Duration.ofDays(90)),
                        ended("mary", EnrollmentStatus.COMPLETED, Duration.ofHours(60)),
                        ended("noah", EnrollmentStatus.CANCELLED, Duration.ofHours(1))));

        Instances instances = report().instances();

        assertThat(instances.started()).isEqualTo(5);
        assertThat(instances.byStatus())
                .isEqualTo(Map.of(
                        EnrollmentStatus.ACTIVE, 1, EnrollmentStatus.COMPLETED, 3, EnrollmentStatus.CANCELLED, 1));
        assertThat(instances.daysToCompletion()).contains(new BigDecimal("2.50"));
        assertThat(report().complete()).isTrue();
    }

    @Test
    void aTrackThatNobodyHasStartedHasNoMedian() {
        assertThat(report().instances().started()).isZero();
        assertThat(report().instances().daysToCompletion()).isEmpty();
        assertThat(step().daysToJoin()).isEmpty();
        assertThat(report().complete()).isTrue();
    }

    // ---- runs ---------------------------------------------------------------------------------------------------

    private static Run run(String person, Decision decision) {
        return run(person, decision, NOW);
    }

    private static Run run(String person, Decision decision, Instant at) {
        return Run.of(cause(person), decision, Optional.empty(), at, Optional.empty());
    }

    private static StepReached cause(String person) {
        return Fixtures.cause("day-1", "s1", person, 1);
    }

    private static Decision skip(SkipReason reason) {
        return new Decision.Skip(reason, Map.of());
    }

    private static Decision enroll(String person) {
        return new Decision.Enroll(person, new EnrollmentRef("week-1", 1));
    }

    private static Decision invite(String person) {
        return new Decision.Invite(person, new InvitationRef("week-1", 1));
    }

    private void runs(Run... runs) {
        when(directory.runs("day-1", "s1", MARCH.from(), MOST)).thenReturn(all(runs));
    }

    @Test
    void theRunsOfAStepAreCountedByTheirLatestResultAndSkipsByReason() {
        runs(
                run("ada", enroll("ada")),
                run("grace", invite("grace")),
                run("linus", skip(SkipReason.PREVIOUSLY_STARTED)),
                run("mary", skip(SkipReason.PREVIOUSLY_STARTED)),
                run("noah", skip(SkipReason.NOT_IN_AUDIENCE)),
                run("olga", new Decision.Defer("olga", NOW.plusSeconds(1))),
                run("paul", new Decision.Defer("paul", NOW.plusSeconds(1))).cancelled(NOW, "root"));

        assertThat(step().reached()).isEqualTo(7);
        assertThat(step().byStatus())
                .isEqualTo(Map.of(
                        RunStatus.ENROLLED, 1,
                        RunStatus.INVITED, 1,
                        RunStatus.SKIPPED, 3,
                        RunStatus.DEFERRED, 1,
                        RunStatus.CANCELLED, 1));
        assertThat(step().skipped()).isEqualTo(Map.of(SkipReason.PREVIOUSLY_STARTED, 2, SkipReason.NOT_IN_AUDIENCE, 1));
    }

    @Test
    void aRunCountsInThePeriodInWhichTheStepWasReachedAlthoughItWasEvaluatedLater() {
        Run early = run("ada", skip(SkipReason.STEP_DISABLED), MARCH.from().minusMillis(1));
        Run first = run("grace", new Decision.Defer("grace", MARCH.to()), MARCH.from());
        Run last = run("linus", skip(SkipReason.STEP_DISABLED), MARCH.to().minusMillis(1));
        Run late = run("mary", skip(SkipReason.STEP_DISABLED), MARCH.to());
        runs(
                Run.of(cause("ada"), enroll("ada"), Optional.empty(), NOW, Optional.of(early)),
                Run.of(
                        cause("grace"),
                        enroll("grace"),
                        Optional.empty(),
                        MARCH.to().plusSeconds(1),
                        Optional.of(first)),
                last,
                late);

        assertThat(step().byStatus()).containsEntry(RunStatus.ENROLLED, 1).containsEntry(RunStatus.SKIPPED, 1);
        assertThat(step().reached()).isEqualTo(2);
    }

    @Test
    void aRunThatIsEvaluatedWhileTheListIsReadCountsOnce() {
        Run skipped = run("ada", skip(SkipReason.STEP_DISABLED));
        runs(skipped, Run.of(cause("ada"), enroll("ada"), Optional.empty(), NOW.plusMillis(1), Optional.of(skipped)));

        assertThat(step().reached()).isEqualTo(1);
        assertThat(step().byStatus()).containsEntry(RunStatus.ENROLLED, 1);
    }

    // ---- invitations --------------------------------------------------------------------------------------------

    private static ListedInvitation invitation(String person, int number, InvitationStatus status, Duration after) {
        Invitation pending = Fixtures.invitation(cause(person), "week-1", number);
        return Listed.of(
                status == InvitationStatus.PENDING
                        ? pending
                        : pending.transitionTo(status, TrailEntry.of(NOW.plus(after), status.wireName())));
    }

    private void invitations(ListedInvitation... invitations) {
        when(directory.invitations("week-1", MARCH.from(), MOST)).thenReturn(all(invitations));
    }

    @Test
    void theAnswersOfThoseWhoWereInvitedAreCounted() {
        List<String> people = List.of("ada", "grace", "linus", "mary", "noah", "olga");
        runs(people.stream().map(person -> run(person, invite(person))).toArray(Run[]::new));
        invitations(
                invitation("ada", 1, InvitationStatus.ACCEPTED, Duration.ofDays(1)),
                invitation("grace", 1, InvitationStatus.ACCEPTED, Duration.ofDays(4)),
                invitation("linus", 1, InvitationStatus.DECLINED, Duration.ofDays(20)),
                invitation("mary", 1, InvitationStatus.EXPIRED, Duration.ofDays(14)),
                invitation("noah", 1, InvitationStatus.WITHDRAWN, Duration.ofDays(1)),
                invitation("olga", 1, InvitationStatus.PENDING, Duration.ZERO));

        assertThat(step().byStatus()).containsEntry(RunStatus.INVITED, 6);
        assertThat(step().answers())
                .isEqualTo(Map.of(
                        InvitationStatus.ACCEPTED, 2,
                        InvitationStatus.DECLINED, 1,
                        InvitationStatus.EXPIRED, 1,
                        InvitationStatus.WITHDRAWN, 1,
                        InvitationStatus.PENDING, 1));
        assertThat(step().daysToJoin()).contains(new BigDecimal("2.50"));
        assertThat(report().complete()).isTrue();
    }

    @Test
    void aPersonWhoWasInvitedAgainCountsOnceWithTheLatestAnswer() {
        runs(run("ada", invite("ada")));
        invitations(
                invitation("ada", 2, InvitationStatus.ACCEPTED, Duration.ofDays(3)),
                invitation("ada", 1, InvitationStatus.DECLINED, Duration.ofDays(1)));

        assertThat(step().answers())
                .containsEntry(InvitationStatus.ACCEPTED, 1)
                .containsEntry(InvitationStatus.DECLINED, 0);
    }

    @Test
    void invitationsOfOtherCausesAreNotCounted() {
        runs(run("ada", invite("ada")), run("linus", skip(SkipReason.INVITATION_PENDING)));
        StepReached another = Fixtures.cause("onboarding", "s1", "ada", 1);
        invitations(
                Listed.of(Fixtures.invitation(another, "week-1", 1)),
                invitation("linus", 1, InvitationStatus.DECLINED, Duration.ZERO),
                invitation("mary", 1, InvitationStatus.ACCEPTED, Duration.ZERO));

        assertThat(step().answers().values()).containsOnly(0);
        assertThat(step().daysToJoin()).isEmpty();
    }

    @Test
    void invitationsAreReadOnlyIfSomebodyWasInvited() {
        runs(run("ada", enroll("ada")));

        report();

        verify(directory, never()).invitations(any(), any(), anyInt());
    }

    // ---- bounds -------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({"true, true, true", "false, true, true", "true, false, true", "true, true, false"})
    void aListThatIsNotReadToItsEndMakesTheReportIncomplete(boolean instances, boolean runs, boolean invitations) {
        Run invited = run("ada", invite("ada"));
        when(directory.instances("day-1", MARCH, MOST))
                .thenReturn(instances ? all(started("ada")) : some(started("ada")));
        when(directory.runs("day-1", "s1", MARCH.from(), MOST)).thenReturn(runs ? all(invited) : some(invited));
        when(directory.invitations("week-1", MARCH.from(), MOST)).thenReturn(invitations ? all() : some());

        assertThat(report().instances().complete()).isEqualTo(instances);
        assertThat(step().complete()).isEqualTo(runs && invitations);
        assertThat(report().complete()).isEqualTo(instances && runs && invitations);
        assertThat(step().reached()).isEqualTo(1);
    }

    @Test
    void theListsShareTheRecordsThatAReportReads() {
        steps("s1", "s2", "s3");

        report();

        verify(directory).instances("day-1", MARCH, 2_857);
        verify(directory).runs("day-1", "s3", MARCH.from(), 2_857);
    }

    @Test
    void theReportAboutOneStepReadsHalfOfTheRecordsForEachOfItsLists() {
        when(configuration.step("day-1", "s1")).thenReturn(Optional.of(stored("s1")));
        when(directory.runs("day-1", "s1", MARCH.from(), 10_000)).thenReturn(some(run("ada", invite("ada"))));
        when(directory.invitations("week-1", MARCH.from(), 10_000))
                .thenReturn(all(invitation("ada", 1, InvitationStatus.DECLINED, Duration.ZERO)));

        StepReport step = reportTrack.ofStep("day-1", "s1", MARCH);

        assertThat(step.answers()).containsEntry(InvitationStatus.DECLINED, 1);
        assertThat(step.complete()).isFalse();
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> reportTrack.ofStep("day-1", "nothing", MARCH));
    }

    @Test
    void aReportContainsTheFirstTwentySteps() {
        steps(IntStream.range(10, 31).mapToObj(n -> "s" + n).toArray(String[]::new));

        assertThat(report().steps()).extracting(StepReport::stepId).hasSize(20).endsWith("s29");
        assertThat(report().steps()).allMatch(StepReport::complete);
        assertThat(report().complete()).isFalse();
        verify(directory, never()).runs(eq("day-1"), eq("s30"), any(), anyInt());
    }

    /** The step's destination was edited while people were invited. */
    @Test
    void invitationsToMoreTracksThanThereAreStepsAreNotReadAndMakeTheStepIncomplete() {
        runs(run("ada", invite("ada")), run("grace", new Decision.Invite("grace", new InvitationRef("month-1", 1))));

        assertThat(step().complete()).isFalse();
        assertThat(step().byStatus()).containsEntry(RunStatus.INVITED, 2);
    }

    @Test
    void aTrackThatDoesNotExistIsNotFound() {
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> reportTrack.of("nowhere", MARCH));
    }

    @Test
    void aPeriodBeginsBeforeItEnds() {
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> new Period(NOW, NOW.plusNanos(1)))
                .returns("from", InvalidFieldException::field);
        assertThat(new Period(NOW, NOW.plusMillis(1)).contains(NOW)).isTrue();
    }
}
