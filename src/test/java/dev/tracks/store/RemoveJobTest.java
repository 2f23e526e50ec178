package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.Fixtures.Step;
import dev.tracks.domain.SpanUnit;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.job.Job;
import dev.tracks.domain.job.JobRow;
import dev.tracks.domain.job.JobSpec.Remove;
import dev.tracks.domain.job.RowOutcome;
import dev.tracks.domain.job.Who;
import dev.tracks.domain.record.Alias;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.PersonRef;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.domain.track.TrackStatus;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.job.JobEngine;
import dev.tracks.usecase.people.EraseParticipant;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs that remove people from a track. */
class RemoveJobTest extends RowsOverTable {
    @BeforeEach
    void tracks() {
        Stream.of("day-1", "week-1", "month-1").forEach(id -> save(id, TrackStatus.ACTIVE));
    }

    private static Remove remove(Who who) {
        return new Remove("week-1", who);
    }

    private Job job(String... people) {
        List<PersonRef> listed = Stream.of(people).map(PersonRef::of).toList();
        advance();
        return create(remove(new Who.Listed(listed.size())), listed);
    }

    private Job removed(String... people) {
        Job job = job(people);
        work(job);
        return job;
    }

    /** A deferred run of the person's first instance of the track. */
    private StepReached deferred(Step step, String trackId, String stepId, String participantId) {
        ports.with(step.delay(Fixtures.delay(7, SpanUnit.DAYS)).build());
        StepReached cause = Fixtures.cause(trackId, stepId, participantId, 1);
        assertThat(ports.runStep().run(cause).decision()).isEqualTo(RunStatus.DEFERRED);
        return cause;
    }

    private Run run(StepReached cause) {
        return ports.ledger.read(cause, Optional.empty()).run().orElseThrow();
    }

    private Invitation invited(String participantId) {
        ports.with(Fixtures.step("day-1", "invite", "week-1").manual("Join!").build());
        ports.runStep().run(Fixtures.cause("day-1", "invite", participantId, 1));
        return invitation(participantId);
    }

    private Invitation invitation(String participantId) {
        return ports.invitations
                .invitation(participantId, new InvitationRef("week-1", 1))
                .orElseThrow();
    }

    private static Map<String, Object> evidence(StepReached cause) {
        return Map.of(
                "trackId", cause.trackId(),
                "stepId", cause.stepId(),
                "instance", cause.instance(),
                "participantId", cause.participantId());
    }

    @Test
    void activeInstancesAreCancelledAndOthersStay() {
        inTrack("week-1", "ada");
        inTrack("month-1", "ada");
        end("ada", "week-1", EnrollmentStatus.COMPLETED);
        ports.with(Fixtures.enrollment("ada", "week-1", 2)).with(Fixtures.enrollment("ada", "week-1", 3));
        Enrollment completed = enrollment("ada", "week-1", 1);
        Job job = removed("ada");

        assertThat(counts(job)).isEqualTo(Map.of("removed", 1));
        assertThat(row(job, "ada").evidence()).isEqualTo(Map.of("enrollments", List.of(2, 3)));
        assertThat(enrollment("ada", "week-1", 2))
                .returns(EnrollmentStatus.CANCELLED, Enrollment::status)
                .returns(false, Enrollment::undone)
                .returns(Optional.of(ports.clock.instant()), Enrollment::endedAt);
        assertThat(enrollment("ada", "week-1", 1)).isEqualTo(completed);
        assertThat(enrollment("ada", "month-1", 1).status()).isEqualTo(EnrollmentStatus.ACTIVE);
    }

    @Test
    void anOpenInvitationIsWithdrawnWithTheJobInItsTrail() {
        inTrack("day-1", "ada");
        invited("ada");
        Job job = removed("ada");

        assertThat(row(job, "ada").evidence()).isEqualTo(Map.of("invitations", List.of(1)));
        assertThat(invitation("ada").status()).isEqualTo(InvitationStatus.WITHDRAWN);
        assertThat(invitation("ada").lastEntry())
                .returns("withdrawn", TrailEntry::decision)
                .returns(Map.of("by", "root", "job", job.id()), TrailEntry::evidence);
    }

    @Test
    void anInvitationThatHasExpiredIsNotWithdrawn() {
        inTrack("day-1", "ada");
        invited("ada");
        ports.clock.advance(Duration.ofDays(15));
        Job job = removed("ada");

        assertThat(counts(job)).isEqualTo(Map.of("unchanged.not_in_track", 1));
        assertThat(invitation("ada").status()).isEqualTo(InvitationStatus.PENDING);
    }

    @Test
    void deferredRunsOutOfTheTrackAndIntoItAreCancelled() {
        inTrack("day-1", "ada");
        inTrack("week-1", "ada");
        StepReached into = deferred(Fixtures.step("day-1", "s1", "week-1"), "day-1", "s1", "ada");
        StepReached out = deferred(Fixtures.step("week-1", "s1", "month-1"), "week-1", "s1", "ada");
        StepReached other = deferred(Fixtures.step("day-1", "s2", "month-1"), "day-1", "s2", "ada");
        Job job = removed("ada");

        assertThat(row(job, "ada").evidence())
                .isEqualTo(Map.of("enrollments", List.of(1), "runs", List.of(evidence(into), evidence(out))));
        assertThat(run(into).status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(run(into).evidence()).isEqualTo(Map.of("by", "root", "job", job.id()));
        assertThat(run(out).status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(run(other).status()).isEqualTo(RunStatus.DEFERRED);
    }

    @Test
    void aRunThatWouldEnrollThePersonAsManagerIsCancelledAndOneThatWouldEnrollTheirManagerIsNot() {
        inTrack("day-1", "grace", "ada", "linus");
        ports.with(Fixtures.person("ada").managedBy("grace").build());
        ports.with(Fixtures.person("grace").managedBy("linus").build());
        Step forManager = Fixtures.step("day-1", "s1", "week-1").forManager();
        StepReached ofReport = deferred(forManager, "day-1", "s1", "ada");
        StepReached forLinus = deferred(forManager, "day-1", "s1", "grace");
        Job job = removed("grace");

        assertThat(row(job, "grace").evidence()).isEqualTo(Map.of("runs", List.of(evidence(ofReport))));
        assertThat(run(ofReport).status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(run(forLinus).status()).isEqualTo(RunStatus.DEFERRED);
    }

    @Test
    void aRunOfSomebodyWhoHasAnotherManagerNowIsNotCancelled() {
        inTrack("day-1", "grace", "ada", "linus");
        ports.with(Fixtures.person("ada").managedBy("grace").build());
        StepReached cause = deferred(Fixtures.step("day-1", "s1", "week-1").forManager(), "day-1", "s1", "ada");
        ports.with(Fixtures.person("ada").managedBy("linus").build());

        assertThat(counts(removed("grace"))).isEqualTo(Map.of("unchanged.not_in_track", 1));
        assertThat(run(cause).status()).isEqualTo(RunStatus.DEFERRED);
    }

    @Test
    void theStepAsItIsNowSaysWhereADeferredRunLeads() {
        inTrack("day-1", "ada");
        Step step = Fixtures.step("day-1", "s1", "month-1");
        StepReached movedHere = deferred(step, "day-1", "s1", "ada");
        ports.with(step.to("week-1").build());
        Step away = Fixtures.step("day-1", "s2", "week-1");
        StepReached movedAway = deferred(away, "day-1", "s2", "ada");
        ports.with(away.to("month-1").build());
        removed("ada");

        assertThat(run(movedHere).status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(run(movedAway).status()).isEqualTo(RunStatus.DEFERRED);
    }

    @Test
    void whoIsNotInTheTrackIsUnchangedAndWhoDoesNotExistIsSkipped() {
        ports.with(Fixtures.person("ada").build());
        advance();
        List<PersonRef> listed = List.of(
                PersonRef.of("ada"),
                PersonRef.of("nobody"),
                PersonRef.of(new Alias(Alias.Kind.EMAIL, "nobody@example.com")));
        Job job = create(remove(new Who.Listed(3)), listed);
        work(job);

        assertThat(counts(job)).isEqualTo(Map.of("unchanged.not_in_track", 1, "skipped.participant_not_found", 2));
        assertThat(row(job, "#2").evidence()).isEqualTo(Map.of("email", "nobody@example.com"));
    }

    @Test
    void nothingIsChangedForAnErasedPerson() {
        inTrack("week-1", "ada");
        new EraseParticipant(ports.erasure, new OptimisticRetry(round -> {}), ports.clock).erase("ada", "root");
        var before = records();
        Job job = removed("ada");

        assertThat(counts(job)).isEqualTo(Map.of("skipped.participant_erased", 1));
        assertThat(records()).isEqualTo(before);
    }

    @Test
    void aPersonWhoIsErasedBetweenTheReadAndTheWriteIsNotChanged() {
        inTrack("week-1", "ada");
        Job job = job("ada");
        select(job);
        JobEngine late = beforeWrite(1, () -> ports.erasure.tombstone("ada", Fixtures.NOW, Fixtures.NOW, "root"));
        late.processPage().process(pages(job).get(0), 1, () -> true);
        work(job);

        assertThat(counts(job)).isEqualTo(Map.of("skipped.participant_erased", 1));
        assertThat(enrollment("ada", "week-1", 1).status()).isEqualTo(EnrollmentStatus.ACTIVE);
    }

    @Test
    void aDeactivatedPersonIsRemoved() {
        inTrack("week-1", "ada");
        ports.with(Fixtures.person("ada").deactivated().build());

        assertThat(counts(removed("ada"))).isEqualTo(Map.of("removed", 1));
    }

    @Test
    void whatBeganAfterTheJobWasStartedStays() {
        inTrack("day-1", "ada");
        ports.with(Fixtures.enrollment("ada", "week-1", 1));
        Job job = job("ada");
        select(job);
        advance();
        startedNow("ada", 2);
        StepReached into = deferred(Fixtures.step("day-1", "s1", "week-1"), "day-1", "s1", "ada");
        work(job);

        assertThat(row(job, "ada").evidence()).isEqualTo(Map.of("enrollments", List.of(1)));
        assertThat(enrollment("ada", "week-1", 2).status()).isEqualTo(EnrollmentStatus.ACTIVE);
        assertThat(run(into).status()).isEqualTo(RunStatus.DEFERRED);
    }

    private void startedNow(String participantId, int instance) {
        Enrollment like = Fixtures.enrollment(participantId, "week-1", instance);
        ports.with(Enrollment.started(participantId, like.ref(), ports.clock.instant(), like.source(), like.lineage()));
    }

    @ParameterizedTest
    @CsvSource({"1,true", "1,false", "2,true", "2,false", "3,true", "3,false", "4,true", "4,false"})
    void aRepeatAfterAKillDoesNotRemoveANewEnrollment(int write, boolean hasEffect) {
        inTrack("day-1", "ada");
        ports.with(Fixtures.enrollment("ada", "week-1", 1));
        StepReached into = deferred(Fixtures.step("day-1", "s1", "week-1"), "day-1", "s1", "ada");
        Job job = job("ada");
        beforeRepeat = () -> startedNow("ada", 2);
        workWithKill(job, write, hasEffect);

        assertThat(counts(job)).isEqualTo(Map.of("removed", 1));
        assertThat(row(job, "ada").evidence())
                .isEqualTo(Map.of("enrollments", List.of(1), "runs", List.of(evidence(into))));
        assertThat(enrollment("ada", "week-1", 1).status()).isEqualTo(EnrollmentStatus.CANCELLED);
        assertThat(enrollment("ada", "week-1", 2).status()).isEqualTo(EnrollmentStatus.ACTIVE);
    }

    @ParameterizedTest
    @CsvSource({"2,true", "2,false", "3,true", "3,false", "4,true", "4,false"})
    void moreEffectsThanATransactionHoldsAreCompletedAfterAKill(int write, boolean hasEffect) {
        ports.with(Fixtures.person("ada").build());
        IntStream.rangeClosed(1, 200).forEach(i -> ports.with(Fixtures.enrollment("ada", "week-1", i)));
        Job job = job("ada");
        workWithKill(job, write, hasEffect);

        assertThat(counts(job)).isEqualTo(Map.of("removed", 1));
        assertThat(ports.ledger.instances("ada", "week-1"))
                .hasSize(200)
                .extracting(Enrollment::status)
                .containsOnly(EnrollmentStatus.CANCELLED);
    }

    @Test
    void moreEffectsThanATransactionHoldsAreAllInTheRow() {
        ports.with(Fixtures.person("ada").build());
        IntStream.rangeClosed(1, 181).forEach(i -> ports.with(Fixtures.enrollment("ada", "week-1", i)));
        Job job = removed("ada");

        assertThat((List<?>) row(job, "ada").evidence().get("enrollments")).hasSize(181);
    }

    @Test
    void aDryRunNamesWhatItWouldRemoveAndWritesNothingButRows() {
        inTrack("day-1", "ada", "grace");
        ports.with(Fixtures.enrollment("ada", "week-1", 1));
        invited("grace");
        StepReached into = deferred(Fixtures.step("day-1", "s1", "week-1"), "day-1", "s1", "ada");
        advance();
        List<PersonRef> listed = List.of(PersonRef.of("ada"), PersonRef.of("grace"));
        Job job = dryRun(remove(new Who.Listed(2)), listed);
        var before = records();
        work(job);

        assertThat(counts(job)).isEqualTo(Map.of("removed", 2));
        assertThat(row(job, "ada").evidence())
                .isEqualTo(Map.of("enrollments", List.of(1), "runs", List.of(evidence(into))));
        assertThat(row(job, "grace").evidence()).isEqualTo(Map.of("invitations", List.of(1)));
        assertThat(records()).isEqualTo(before);
    }

    @Test
    void ofTwoJobsOneRemovesThePerson() {
        inTrack("week-1", "ada", "grace");
        Job first = job("ada", "grace");
        Job second = job("grace", "ada");
        select(first);
        select(second);
        work(second);
        work(first);

        assertThat(counts(second)).isEqualTo(Map.of("removed", 2));
        assertThat(counts(first)).isEqualTo(Map.of("unchanged.not_in_track", 2));
    }

    @Test
    void aChangeBetweenTheReadAndTheWriteIsReadAgain() {
        inTrack("week-1", "ada");
        Job job = job("ada");
        select(job);
        JobEngine late = beforeWrite(1, () -> end("ada", "week-1", EnrollmentStatus.COMPLETED));
        late.processPage().process(pages(job).get(0), 1, () -> true);
        work(job);

        assertThat(counts(job)).isEqualTo(Map.of("unchanged.not_in_track", 1));
        assertThat(enrollment("ada", "week-1", 1).status()).isEqualTo(EnrollmentStatus.COMPLETED);
    }

    @Test
    void thePeopleOfATrackAreRemovedOnceEachAlsoIfTheyHaveSeveralInstances() {
        List<String> ids = idsOfShard(9, 60);
        inTrack("week-1", ids.toArray(String[]::new));
        ports.with(Fixtures.enrollment(ids.get(0), "week-1", 2));
        inTrack("week-1", "ada");
        end("ada", "week-1", EnrollmentStatus.COMPLETED);
        advance();
        Job job = worked(remove(new Who.InTrack("week-1", Optional.of(EnrollmentStatus.ACTIVE))));

        assertThat(counts(job)).isEqualTo(Map.of("removed", 60));
        assertThat(rows(job)).hasSize(60).extracting(JobRow::outcome).containsOnly(RowOutcome.REMOVED);
    }

    @Test
    void anIndexThatLagsBehindDoesNotCancelWhatHasEnded() {
        inTrack("week-1", "ada");
        advance();
        JobEngine stale = withStaleIndexes();
        end("ada", "week-1", EnrollmentStatus.COMPLETED);
        Job job = create(remove(new Who.InTrack("week-1", Optional.of(EnrollmentStatus.ACTIVE))));
        work(stale, job);

        assertThat(counts(job)).isEqualTo(Map.of("unchanged.not_in_track", 1));
        assertThat(enrollment("ada", "week-1", 1).status()).isEqualTo(EnrollmentStatus.COMPLETED);
    }
}
