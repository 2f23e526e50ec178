package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.job.Job;
import dev.tracks.domain.job.Who;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.StepReached;
import dev.tracks.usecase.job.JobEngine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs that remove people while their process is killed, or while others write. */
class RemoveRacesTest extends RemovesOverTable {

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
