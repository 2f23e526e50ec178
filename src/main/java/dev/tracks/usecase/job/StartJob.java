package dev.tracks.usecase.job;

import dev.tracks.domain.job.Job;
import dev.tracks.domain.job.JobSpec;
import dev.tracks.domain.job.Lane;
import dev.tracks.domain.job.Who;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.Timestamps;
import dev.tracks.usecase.WriteResult;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Starts a scheduled job when its time has come. EventBridge Scheduler calls it; sweep does, too, in case that was lost. */
@Singleton
public final class StartJob {
    private final Jobs jobs;
    private final OptimisticRetry retry;
    private final InstantSource clock;

    public StartJob(Jobs jobs, OptimisticRetry retry, InstantSource clock) {
        this.jobs = jobs;
        this.retry = retry;
        this.clock = clock;
    }

    /** Starts the job, if it is scheduled and due. Returns whether it was started. */
    public boolean start(String jobId) {
        return retry.execute("job " + jobId, () -> {
            Instant now = Timestamps.now(clock);
            Optional<Job> due = jobs.job(jobId).filter(job -> job.isDue(now));
            if (due.isEmpty()) {
                return Optional.of(false);
            }
            Job started = due.get().started(now);
            return jobs.start(started, lanes(started)) == WriteResult.WRITTEN ? Optional.of(true) : Optional.empty();
        });
    }

    /** The lanes of a job that has done nothing yet. */
    static List<Lane> lanes(Job job) {
        int number = job.spec()
                .accept(new Lanes())
                .map(listed -> (listed.count() + Jobs.LISTED_PART - 1) / Jobs.LISTED_PART)
                .map(parts -> Math.max(1, Math.min(parts, Lane.MAX)))
                .orElse(Lane.MAX);
        return IntStream.range(0, number)
                .mapToObj(lane -> Lane.first(job.id(), lane))
                .toList();
    }

    /** The list of a job about listed people. */
    private static final class Lanes implements JobSpec.Visitor<Optional<Who.Listed>> {
        private static Optional<Who.Listed> listed(Who who) {
            return who.fold(Optional::of, audience -> Optional.empty(), inTrack -> Optional.empty());
        }

        @Override
        public Optional<Who.Listed> enroll(JobSpec.Enroll spec) {
            return listed(spec.who());
        }

        @Override
        public Optional<Who.Listed> remove(JobSpec.Remove spec) {
            return listed(spec.who());
        }

        @Override
        public Optional<Who.Listed> rerun(JobSpec.Rerun spec) {
            return Optional.empty();
        }

        @Override
        public Optional<Who.Listed> apply(JobSpec.Apply spec) {
            return Optional.empty();
        }

        @Override
        public Optional<Who.Listed> undo(JobSpec.Undo spec) {
            return Optional.empty();
        }

        @Override
        public Optional<Who.Listed> resend(JobSpec.Resend spec) {
            return Optional.empty();
        }
    }
}
