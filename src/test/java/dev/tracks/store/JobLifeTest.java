package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.domain.job.Job;
import dev.tracks.domain.job.Job.Creator;
import dev.tracks.domain.job.Job.Failure;
import dev.tracks.domain.job.JobStatus;
import dev.tracks.domain.job.Who;
import dev.tracks.domain.record.PersonRef;
import dev.tracks.domain.track.TrackStatus;
import dev.tracks.store.table.Check;
import dev.tracks.store.table.Condition;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Write;
import dev.tracks.usecase.job.CreateJob;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How jobs start late, are stopped, and fail because they may not go on. */
class JobLifeTest extends JobsOverTable {
    @BeforeEach
    void week1() {
        save("week-1", TrackStatus.ACTIVE);
    }

    @Test
    void aStoppedJobProcessesNoFurtherPageAndItsCountsAreItsRows() {
        Job job = enroll(people(400));
        pages(job).forEach(this::process);
        process(pages(job).get(0));
        engine.stopJob().stop(job.id());
        work(job);

        assertThat(read(job).job().status()).isEqualTo(JobStatus.STOPPED);
        assertThat(read(job).result().tally().counts()).isEqualTo(Map.of("enrolled", 50, "skipped.job_stopped", 200));
        assertThat(rows(job)).hasSize(250);
        assertThat(read(job).result().total()).isEmpty();
        assertThat(engine.stopJob().stop(job.id()).status()).isEqualTo(JobStatus.STOPPED);
    }

    @Test
    void aJobWhoseLanesHaveExpiredIsStoppedAtOnce() {
        Job running = enroll(people(60));
        Job stopping = enroll(people(60));
        engine.stopJob().stop(stopping.id());
        expire(running);
        expire(stopping);

        for (Job job : List.of(running, stopping)) {
            Job stopped = engine.stopJob().stop(job.id());
            assertThat(stopped.status()).isEqualTo(JobStatus.STOPPED);
            assertThat(stopped.times().endedAt()).isPresent();
            assertThat(read(job).job()).isEqualTo(stopped);
        }
    }

    private void expire(Job job) {
        jobs().lanes(job.id())
                .forEach(lane -> memory.write(
                        List.of(new Write.Delete(Keys.lane(job.id(), lane.number()), Check.of(Condition.ALWAYS)))));
    }

    @Test
    void aJobWhoseTrackIsPausedFailsWithTheReason() {
        Job job = enroll(people(60));
        process(pages(job).get(0));
        save("week-1", TrackStatus.PAUSED);
        work(job);

        assertThat(read(job).job().status()).isEqualTo(JobStatus.FAILED);
        assertThat(read(job).job().error())
                .contains(new Failure("track_not_active", Map.of("trackId", "week-1", "status", "paused")));
        assertThat(ports.ledger.instances("p0", "week-1")).isEmpty();
    }

    @Test
    void aJobOfAManagerFailsWhenItsTrackNoLongerListsThem() {
        ports.with(Fixtures.person("grace").build());
        save("week-1", TrackStatus.ACTIVE, "grace");
        Creator grace = new Creator("grace", Optional.of("grace"), false);
        List<PersonRef> people = people(60);
        Job job = create(new CreateJob.Order(
                new Job.Request(enroll(new Who.Listed(60)), false, grace), people, Optional.empty()));
        process(pages(job).get(0));
        save("week-1", TrackStatus.ACTIVE);
        work(job);

        assertThat(read(job).job().error()).contains(new Failure("creator_not_manager", Map.of("trackId", "week-1")));
    }

    @Test
    void aScheduledJobStartsAtItsTimeAndNotBefore() {
        List<PersonRef> people = people(3);
        Job job = create(new CreateJob.Order(
                new Job.Request(enroll(new Who.Listed(3)), false, ROOT),
                people,
                Optional.of(ports.clock.instant().plus(Duration.ofDays(2)))));

        assertThat(engine.startJob().start(job.id())).isFalse();
        assertThat(pages(job)).isEmpty();
        ports.clock.advance(Duration.ofDays(2));
        assertThat(engine.startJob().start(job.id())).isTrue();
        assertThat(engine.startJob().start(job.id())).isFalse();
        work(job);
        assertThat(read(job).result().tally().counts()).isEqualTo(Map.of("enrolled", 3));
    }
}
