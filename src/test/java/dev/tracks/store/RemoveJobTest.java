package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.Fixtures.Step;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.job.Job;
import dev.tracks.domain.job.JobRow;
import dev.tracks.domain.job.RowOutcome;
import dev.tracks.domain.job.Who;
import dev.tracks.domain.record.Alias;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.PersonRef;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.people.EraseParticipant;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Jobs that remove people from a track. */
class RemoveJobTest extends RemovesOverTable {

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
    void aDeactivatedPersonIsRemoved() {
        inTrack("week-1", "ada");
        ports.with(Fixtures.person("ada").deactivated().build());

        assertThat(counts(removed("ada"))).isEqualTo(Map.of("removed", 1));
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
}
