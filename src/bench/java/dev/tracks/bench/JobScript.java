package dev.tracks.bench;

import dev.tracks.Fixtures;
import dev.tracks.domain.job.Job;
import dev.tracks.domain.job.JobSpec;
import dev.tracks.domain.job.Who;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.step.Audience;
import dev.tracks.domain.step.ReEnrollment;
import dev.tracks.domain.track.TrackStatus;
import dev.tracks.store.job.TableJobDirectory;
import dev.tracks.store.job.TableJobs;
import dev.tracks.store.table.Table;
import dev.tracks.usecase.job.CreateJob;
import dev.tracks.usecase.job.ReadJobs;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Jobs about the same people, one after the other: they are enrolled in a track, reach a step that is for others, are
 * enrolled by it after its correction, and that is undone. No message is sent.
 */
final class JobScript {
    private static final String STEP = "job";
    private static final JobSpec.StepOf STEP_OF =
            new JobSpec.StepOf(BenchmarkData.SOURCE, STEP, BenchmarkData.DESTINATION);
    private static final Job.Creator CREATOR = new Job.Creator("bench", Optional.empty(), true);

    /** Where a job runs. */
    interface World {
        /** The table, without a meter. */
        Table table();

        /** Runs the job until its last lane has ended. */
        JobUsage run(String name, Job job, int rows);

        /** The job's rows are not needed any more. */
        default void ended() {}
    }

    private final World world;
    private final BenchmarkData data;
    private final int people;
    private final InstantSource clock = InstantSource.system();

    /** @param people the number of rows of each job */
    JobScript(World world, int people) {
        this.world = world;
        this.people = people;
        data = new BenchmarkData(world.table(), clock.instant());
    }

    /**
     * Runs all jobs.
     *
     * @throws IllegalStateException if a job does not end, or a row has an unexpected outcome
     */
    List<JobUsage> run() {
        data.save(BenchmarkData.track(BenchmarkData.SOURCE, "Day 1", TrackStatus.ACTIVE));
        data.save(BenchmarkData.track(BenchmarkData.DESTINATION, "Week 1", TrackStatus.ACTIVE));
        for (int i = 0; i < people; i++) {
            data.save(BenchmarkData.person(data.freshId()));
        }
        Instant start = clock.instant().minusSeconds(1);
        Instant end = start.plusSeconds(86_400);
        List<JobUsage> all = new ArrayList<>();
        JobSpec enroll = new JobSpec.Enroll(
                BenchmarkData.SOURCE, new Who.InAudience(Audience.EVERYONE), ReEnrollment.NO, Optional.empty());
        all.add(run("`enroll`, dry run", enroll, true, "enrolled"));
        all.add(run("`enroll`", enroll, false, "enrolled"));
        save("designer");
        all.add(run("`apply`, skipped by the step", new JobSpec.Apply(STEP_OF), false, "skipped"));
        save("engineer");
        SkipReason reason = SkipReason.NOT_IN_AUDIENCE;
        JobSpec rerun =
                new JobSpec.Rerun(BenchmarkData.SOURCE, Optional.of(STEP), reason, start, end, List.of(STEP_OF));
        all.add(run("`rerun`, enrolled by the step", rerun, false, "enrolled"));
        all.add(run("`undo` of that", new JobSpec.Undo(STEP_OF, start, end), false, "undone"));
        return all;
    }

    private void save(String role) {
        data.save(Fixtures.step(BenchmarkData.SOURCE, STEP, BenchmarkData.DESTINATION)
                .audience(new Audience(Map.of("role", Set.of(role))))
                .build());
    }

    private JobUsage run(String name, JobSpec spec, boolean dryRun, String outcome) {
        CreateJob.Order order =
                new CreateJob.Order(new Job.Request(spec, dryRun, CREATOR), List.of(), Optional.empty());
        Job job = new JobWiring(world.table(), clock)
                .engine()
                .createJob()
                .create(order, Optional.empty())
                .job()
                .orElseThrow();
        JobUsage use = world.run(name, job, people);
        Table table = world.table();
        ReadJobs.Counted ended = new ReadJobs(new TableJobs(table, clock), new TableJobDirectory(table)).job(job.id());
        Map<String, Integer> outcomes = ended.result().tally().byOutcome();
        if (ended.job().result().isEmpty() || !outcomes.equals(Map.of(outcome, people))) {
            throw new IllegalStateException(name + ": " + ended);
        }
        world.ended();
        return use;
    }
}
