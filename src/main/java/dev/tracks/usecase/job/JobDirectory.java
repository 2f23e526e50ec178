package dev.tracks.usecase.job;

import dev.tracks.domain.job.Job;
import dev.tracks.domain.job.JobRow;
import dev.tracks.usecase.view.Directory.Page;
import java.util.Optional;
import java.util.function.Predicate;

/** Jobs and rows for people to read. */
public interface JobDirectory {
    /** Jobs that match, newest first. */
    Page<Job> jobs(Predicate<Job> filter, int limit, Optional<String> cursor);

    /** The rows of a job that match, shard by shard. */
    Page<JobRow> rows(String jobId, Predicate<JobRow> filter, int limit, Optional<String> cursor);
}
