package dev.tracks.usecase.job;

import dev.tracks.domain.job.Job;
import dev.tracks.domain.job.JobStatus;
import dev.tracks.domain.job.Lane;
import dev.tracks.domain.job.Tally;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.Timestamps;
import dev.tracks.usecase.WriteResult;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Ends a job when all of its lanes have ended. The last lane calls it; sweep does, too, in case that was killed. */
@Singleton
public final class EndJob {
    private final Jobs jobs;
    private final OptimisticRetry retry;
    private final InstantSource clock;

    public EndJob(Jobs jobs, OptimisticRetry retry, InstantSource clock) {
        this.jobs = jobs;
        this.retry = retry;
        this.clock = clock;
    }

    /** Records the counts of the lanes, if all have ended and the job has not. */
    public void ifAllLanesHaveEnded(String jobId) {
        retry.execute("job " + jobId, () -> {
            List<Lane> lanes = jobs.lanes(jobId);
            Optional<Job> job = jobs.job(jobId)
                    .filter(found -> found.status() == JobStatus.RUNNING || found.status() == JobStatus.STOPPING);
            if (job.isEmpty() || lanes.isEmpty() || !lanes.stream().allMatch(Lane::ended)) {
                return Optional.of(false);
            }
            Job ended = job.get().ended(counted(lanes), Timestamps.now(clock));
            return jobs.save(ended) == WriteResult.WRITTEN ? Optional.of(true) : Optional.empty();
        });
    }

    /** The counts of lanes, also while they run. The total is known when all have read their lists to the end. */
    static Job.Result counted(List<Lane> lanes) {
        Tally tally = lanes.stream().map(Lane::tally).reduce(Tally.EMPTY, Tally::plus);
        boolean isComplete = !lanes.isEmpty() && lanes.stream().allMatch(Lane::isReadToTheEnd);
        int found = lanes.stream().mapToInt(Lane::found).sum();
        return new Job.Result(isComplete ? Optional.of(found) : Optional.empty(), tally);
    }
}
