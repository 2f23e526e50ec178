package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracks.Fixtures;
import dev.tracks.domain.job.Job;
import dev.tracks.domain.job.Job.Creator;
import dev.tracks.domain.job.Job.Failure;
import dev.tracks.domain.job.JobRow;
import dev.tracks.domain.job.JobSpec;
import dev.tracks.domain.job.JobStatus;
import dev.tracks.domain.job.LaneRef;
import dev.tracks.domain.job.RowOutcome;
import dev.tracks.domain.job.Who;
import dev.tracks.domain.record.Alias;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.PersonRef;
import dev.tracks.domain.step.Audience;
import dev.tracks.domain.step.ReEnrollment;
import dev.tracks.domain.track.TrackStatus;
import dev.tracks.store.table.Check;
import dev.tracks.store.table.Condition;
import dev.tracks.store.table.ForwardingTable;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Write;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.job.CreateJob;
import dev.tracks.usecase.job.JobEngine;
import dev.tracks.usecase.job.JobIds;
import dev.tracks.usecase.job.ProcessPage.Result;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The engine of jobs, with jobs that enroll. */
class JobEngineTest extends JobsOverTable {
    @BeforeEach
    void week1() {
        save("week-1", TrackStatus.ACTIVE);
    }

    @Test
    void aJobHasOneRowForEachPerson() {
        Job job = enroll(people(130));
        work(job);

        assertThat(read(job).job().status()).isEqualTo(JobStatus.DONE);
        assertThat(read(job).result().total()).contains(130);
        assertThat(read(job).result().tally().counts()).isEqualTo(Map.of("enrolled", 130));
        assertThat(rows(job)).hasSize(130).extracting(JobRow::outcome).containsOnly(RowOutcome.ENROLLED);
        assertThat(ports.ledger.instances("p17", "week-1"))
                .singleElement()
                .satisfies(instance -> assertThat(instance.source().jobId()).contains(job.id()));
    }

    @Test
    void whoHasStartedTheTrackBeforeIsSkippedWithTheReasonAndTheEvidenceOfTheRule() {
        List<PersonRef> people = people(2);
        ports.with(Fixtures.enrollment("p0", "week-1", 1));
        Job job = enroll(people);
        work(job);

        assertThat(read(job).result().tally().counts())
                .isEqualTo(Map.of("enrolled", 1, "skipped.previously_started", 1));
        assertThat(row(job, "p0").evidence()).containsEntry("instance", 1);
    }

    @Test
    void aPageThatIsRepeatedDoesNothingTwiceAndCountsOnce() {
        Job job = enroll(people(60));
        LaneRef selecting = pages(job).get(0);
        process(selecting);
        LaneRef first = pages(job).get(0);
        process(first);

        assertThat(process(first)).isEqualTo(Result.NOTHING_TO_DO);
        work(job);
        assertThat(process(first)).isEqualTo(Result.NOTHING_TO_DO);
        assertThat(read(job).result().tally().counts()).isEqualTo(Map.of("enrolled", 60));
    }

    @Test
    void aJobThatIsKilledAfterAnyWriteEndsWithTheSameCounts() {
        for (int kill = 1; kill <= 12; kill++) {
            List<PersonRef> people = people(5);
            save("week-" + (kill + 1), TrackStatus.ACTIVE);
            Job job = create(
                    new JobSpec.Enroll(
                            "week-" + (kill + 1), new Who.Listed(people.size()), ReEnrollment.YES, Optional.empty()),
                    people);
            killed(job, kill);
            work(job);

            assertThat(read(job).result().tally().counts()).isEqualTo(Map.of("enrolled", 5));
            assertThat(ports.ledger.instances("p3", "week-" + (kill + 1))).hasSize(1);
        }
    }

    /** Processes pages until a process dies after that many writes. */
    private void killed(Job job, int writes) {
        AtomicInteger left = new AtomicInteger(writes);
        JobEngine dying = over(new ForwardingTable(memory) {
            @Override
            public WriteResult write(List<Write> parts) {
                WriteResult result = super.write(parts);
                if (left.decrementAndGet() == 0) {
                    throw new IllegalStateException("killed");
                }
                return result;
            }
        });
        try {
            while (!pages(job).isEmpty()) {
                dying.processPage().process(pages(job).get(0), 1, () -> true);
            }
        } catch (IllegalStateException killed) {
            assertThat(killed).hasMessage("killed");
        }
    }

    @Test
    void aPageEndsEarlyWhenTheTimeIsOverAndTheNextOneContinues() {
        Job job = enroll(people(60));
        process(pages(job).get(0));
        AtomicInteger rows = new AtomicInteger();
        engine.processPage().process(pages(job).get(0), 1, () -> rows.incrementAndGet() < 10);

        assertThat(rows(job)).hasSize(10);
        assertThat(read(job).result().tally().done()).isEqualTo(10);
        work(job);
        assertThat(read(job).result().tally().counts()).isEqualTo(Map.of("enrolled", 60));
    }

    @Test
    void aPersonWhoIsListedUnderTwoNamesIsEnrolledOnceAndHasASecondRow() {
        ports.with(Fixtures.person("ada").email("ada@example.com").build());
        Job job = enroll(List.of(
                PersonRef.of(new Alias(Alias.Kind.EMAIL, "ada@example.com")),
                PersonRef.of("ada"),
                PersonRef.of(new Alias(Alias.Kind.EMAIL, "nobody@example.com"))));
        work(job);

        assertThat(read(job).result().tally().counts())
                .isEqualTo(Map.of("enrolled", 1, "skipped.duplicate", 1, "skipped.participant_not_found", 1));
        assertThat(row(job, "#1").participantId()).contains("ada");
        assertThat(row(job, "#2").evidence()).isEqualTo(Map.of("email", "nobody@example.com"));
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
    void aDryRunWritesNothingButItsRows() {
        List<PersonRef> people = people(3);
        Job job = create(
                new CreateJob.Order(new Job.Request(enroll(new Who.Listed(3)), true, ROOT), people, Optional.empty()));
        work(job);

        assertThat(read(job).result().tally().counts()).isEqualTo(Map.of("enrolled", 3));
        assertThat(ports.ledger.instances("p0", "week-1")).isEmpty();
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

    @Test
    void aRowThatFailsRepeatedlyIsRecordedAsFailedAndTheOthersAreProcessed() {
        List<PersonRef> people = people(3);
        Job job = enroll(people);
        process(pages(job).get(0));
        LaneRef page = pages(job).get(0);
        JobEngine broken = over(new ForwardingTable(memory) {
            @Override
            public WriteResult write(List<Write> parts) {
                if (parts.size() > 1 && parts.toString().contains("p1")) {
                    throw new IllegalStateException("broken");
                }
                return super.write(parts);
            }
        });

        assertThatThrownBy(() -> broken.processPage().process(page, 1, () -> true))
                .hasMessage("broken");
        assertThat(broken.processPage().process(page, 3, () -> true).rows().byOutcome())
                .isEqualTo(Map.of("enrolled", 2, "failed", 1));
        work(job);
        assertThat(read(job).result().tally().counts()).isEqualTo(Map.of("enrolled", 2, "failed.internal_error", 1));
    }

    @Test
    void theLanesOfAnAudienceAndOfATrackFindEveryoneOnce() {
        people(90);
        Job everyone = create(enroll(new Who.InAudience(Audience.EVERYONE)), List.of());
        work(everyone);
        save("month-1", TrackStatus.ACTIVE);
        Job again = create(
                new JobSpec.Enroll(
                        "month-1",
                        new Who.InTrack("week-1", Optional.of(EnrollmentStatus.ACTIVE)),
                        ReEnrollment.NO,
                        Optional.empty()),
                List.of());
        work(again);

        assertThat(read(everyone).result().tally().counts()).isEqualTo(Map.of("enrolled", 90));
        assertThat(read(again).result().tally().counts()).isEqualTo(Map.of("enrolled", 90));
        assertThat(read(again).result().total()).contains(90);
        assertThat(reader().jobs(job -> true, 10, Optional.empty()).data())
                .extracting(counted -> counted.job().id())
                .containsExactlyInAnyOrder(again.id(), everyone.id());
    }

    @Test
    void aPersonWithManyInstancesOfATrackCountsOnceInTheTotal() {
        people(1);
        for (int instance = 1; instance <= 60; instance++) {
            ports.with(Fixtures.enrollment("p0", "week-1", instance));
        }
        save("month-1", TrackStatus.ACTIVE);
        Job job = create(
                new JobSpec.Enroll(
                        "month-1", new Who.InTrack("week-1", Optional.empty()), ReEnrollment.NO, Optional.empty()),
                List.of());
        work(job);

        assertThat(read(job).result().tally().counts()).isEqualTo(Map.of("enrolled", 1));
        assertThat(read(job).result().total()).contains(1);
    }

    @Test
    void twoJobsOverTheSamePeopleInAnyOrderEnrollEachPersonOnce() {
        List<PersonRef> people = people(40);
        Job first = enroll(people);
        Job second = enroll(people);
        Random random = new Random(7);
        while (!pages(first).isEmpty() || !pages(second).isEmpty()) {
            List<LaneRef> pages = pages(random.nextBoolean() ? first : second);
            pages.stream().findFirst().ifPresent(this::process);
        }

        int enrolled = read(first).result().tally().counts().getOrDefault("enrolled", 0)
                + read(second).result().tally().counts().getOrDefault("enrolled", 0);
        assertThat(enrolled).isEqualTo(40);
        assertThat(ports.enrollments.enrollment("p5", new EnrollmentRef("week-1", 2)))
                .isEmpty();
    }

    private JobRow row(Job job, String key) {
        return rows(job).stream()
                .filter(row -> row.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aNewJobDoesNotReplaceOneWithTheSameId() {
        int[] numbers = {7, 7, 8};
        int[] next = {0};
        JobIds ids = new JobIds(new RandomGenerator() {
            @Override
            public long nextLong() {
                return (long) numbers[next[0]++] << 32;
            }
        });
        CreateJob createJob = new JobEngine(engine.ports(), engine.retry(), engine.clock(), ids).createJob();
        CreateJob.Order order = new CreateJob.Order(
                new Job.Request(enroll(new Who.Listed(1)), false, ROOT), people(1), Optional.empty());

        Job first = createJob.create(order, Optional.empty()).job().orElseThrow();
        Job second = createJob.create(order, Optional.empty()).job().orElseThrow();

        assertThat(second.id()).isNotEqualTo(first.id()).endsWith("-00000008");
    }

    @Test
    void aRecordOfAnUnknownJobDoesNothing() {
        assertThat(process(new LaneRef("no-such-job", 0, 1))).isEqualTo(Result.NOTHING_TO_DO);
    }
}
