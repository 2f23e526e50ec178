package dev.tracks.usecase.job;

import dev.tracks.domain.job.Job;
import dev.tracks.domain.job.Lane;
import dev.tracks.domain.job.LaneRef;
import dev.tracks.domain.record.PersonRef;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.enroll.IdempotentAnswer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Jobs, their lanes and their lists of people. All reads are consistent. Each write is one request. */
public interface Jobs {
    /** The number of people in a part of a list. */
    int LISTED_PART = 100;

    /** A job with one of its lanes. */
    record Work(Job job, Lane lane) {}

    /**
     * Writes a new job, with its list of people, its lanes if it starts now, and the answer to the request, whose
     * Idempotency-Key must be unused.
     */
    WriteResult create(Job job, List<PersonRef> listed, List<Lane> lanes, Optional<IdempotentAnswer> answer);

    Optional<Job> job(String jobId);

    /** The job and the lane that the record names, if both exist. */
    Optional<Work> work(LaneRef ref);

    /** All lanes of the job that exist, in order. */
    List<Lane> lanes(String jobId);

    /** A part of the job's list of people, from 0; empty after the last part. */
    List<PersonRef> listed(String jobId, int part);

    /** Writes the next version of a job. */
    WriteResult save(Job job);

    /** Writes the next version of a job, which has started, and its lanes. */
    WriteResult start(Job started, List<Lane> lanes);

    /** Writes the next page of a lane, unless another process has. The lane is published afterwards. */
    WriteResult endPage(Lane next, Instant at);
}
