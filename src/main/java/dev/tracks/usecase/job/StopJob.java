package dev.tracks.usecase.job;

import dev.tracks.domain.job.Job;
import dev.tracks.domain.job.Job.Result;
import dev.tracks.domain.job.JobStatus;
import dev.tracks.domain.job.Tally;
import dev.tracks.usecase.NotFoundException;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.Timestamps;
import dev.tracks.usecase.WriteResult;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Stops a job: one that runs, at the end of the pages in progress; one that is scheduled, at once. A job that has made no
 * progress for so long that its lanes have expired is stopped at once, too: no page would end it.
 */
@Singleton
public final class StopJob {
    /** The job has ended: done or failed. */
    public static final class EndedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        EndedException(Job job) {
            super("the job is " + job.status().wireName() + " and can no longer be stopped");
        }
    }

    private final Jobs jobs;
    private final OptimisticRetry retry;
    private final InstantSource clock;

    public StopJob(Jobs jobs, OptimisticRetry retry, InstantSource clock) {
        this.jobs = jobs;
        this.retry = retry;
        this.clock = clock;
    }

    /**
     * Stops the job. Stopping it again changes nothing.
     *
     * @throws NotFoundException if it does not exist
     * @throws EndedException if it is done or has failed
     */
    public Job stop(String jobId) {
        return retry.execute("job " + jobId, () -> {
            Job job = jobs.job(jobId).orElseThrow(() -> new NotFoundException("job", jobId));
            if (job.status() == JobStatus.STOPPED) {
                return Optional.of(job);
            }
            if (job.status().isFinal()) {
                throw new EndedException(job);
            }
            boolean hasLanes = !jobs.lanes(jobId).isEmpty();
            if (hasLanes && job.status() == JobStatus.STOPPING) {
                return Optional.of(job);
            }
            Job stopped = hasLanes
                    ? job.stopping()
                    : job.stopped(new Result(Optional.empty(), Tally.EMPTY), Timestamps.now(clock));
            return jobs.save(stopped) == WriteResult.WRITTEN ? Optional.of(stopped) : Optional.empty();
        });
    }
}
