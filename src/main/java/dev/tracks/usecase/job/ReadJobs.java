package dev.tracks.usecase.job;

import dev.tracks.domain.job.Job;
import dev.tracks.domain.job.JobRow;
import dev.tracks.usecase.NotFoundException;
import dev.tracks.usecase.view.Directory.Page;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads jobs with their counts, and their rows. */
@Singleton
public final class ReadJobs {
    /** A job with its counts so far. */
    public record Counted(Job job, Job.Result result) {}

    private final Jobs jobs;
    private final JobDirectory directory;

    public ReadJobs(Jobs jobs, JobDirectory directory) {
        this.jobs = jobs;
        this.directory = directory;
    }

    /** The job, if it exists, without its counts. */
    public Optional<Job> find(String jobId) {
        return jobs.job(jobId);
    }

    /** @throws NotFoundException if the job does not exist */
    public Counted job(String jobId) {
        return counted(find(jobId).orElseThrow(() -> new NotFoundException("job", jobId)));
    }

    /** Jobs that match, newest first. A page reads at most 1,000 jobs, so it can be empty. */
    public Page<Counted> jobs(Predicate<Job> filter, int limit, Optional<String> cursor) {
        Page<Job> page = directory.jobs(filter, limit, cursor);
        return new Page<>(page.data().stream().map(this::counted).toList(), page.nextCursor());
    }

    /** The rows that match, by person within each of 16 shards. A page reads at most 1,000 rows, so it can be empty. */
    public Page<JobRow> rows(String jobId, Predicate<JobRow> filter, int limit, Optional<String> cursor) {
        return directory.rows(jobId, filter, limit, cursor);
    }

    /** A job that has ended has its counts; the others are counted. */
    public Counted counted(Job job) {
        return new Counted(job, job.result().orElseGet(() -> EndJob.counted(jobs.lanes(job.id()))));
    }
}
