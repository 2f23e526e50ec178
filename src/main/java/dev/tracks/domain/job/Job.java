package dev.tracks.domain.job;

import dev.tracks.domain.Id;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A job. While it runs, its counts are those of its lanes; a job that has ended has them itself.
 *
 * @param id sorts by the time of creation
 * @param result the counts of a job that has ended; empty before
 * @param error why the job failed
 */
public record Job(
        String id,
        Request request,
        JobStatus status,
        Times times,
        Optional<Result> result,
        Optional<Failure> error,
        long version) {
    /**
     * What was requested, and by whom.
     *
     * @param dryRun whether nothing but the job's own rows is written
     */
    public record Request(JobSpec spec, boolean dryRun, Creator creator) {}

    /**
     * Who created the job.
     *
     * @param by as stored with every change: a participant's id, or the subject of somebody who is no participant
     * @param participantId the creator as a participant, if they are one
     * @param admin whether the creator may do everything; otherwise, they must manage all tracks of the job
     */
    public record Creator(String by, Optional<String> participantId, boolean admin) {}

    /**
     * The times of a job.
     *
     * @param startAt when a job that was scheduled starts
     */
    public record Times(
            Instant createdAt, Optional<Instant> startAt, Optional<Instant> startedAt, Optional<Instant> endedAt) {
        private Times started(Instant at) {
            return new Times(createdAt, startAt, Optional.of(at), Optional.empty());
        }

        private Times ended(Instant at) {
            return new Times(createdAt, startAt, startedAt, Optional.of(at));
        }
    }

    /**
     * The counts of a job that has ended.
     *
     * @param total the number of people or records that it had found, if it had read its list to the end
     */
    public record Result(Optional<Integer> total, Tally tally) {}

    /** Why a job failed: a reason, such as {@code track_not_active}, and the data behind it. */
    public record Failure(String reason, Map<String, Object> evidence) {
        public Failure {
            evidence = Map.copyOf(evidence);
        }
    }

    public Job {
        Id.valid("id", id);
    }

    public JobSpec spec() {
        return request.spec();
    }

    public boolean dryRun() {
        return request.dryRun();
    }

    public Creator creator() {
        return request.creator();
    }

    /** Whether the time has come to start it. */
    public boolean isDue(Instant now) {
        return status == JobStatus.SCHEDULED && !now.isBefore(times.startAt().orElseThrow());
    }

    /** The next version, running since that time. */
    public Job started(Instant at) {
        return new Job(id, request, JobStatus.RUNNING, times.started(at), result, error, version + 1);
    }

    /** The next version, stopping: it ends when its lanes have. */
    public Job stopping() {
        return new Job(id, request, JobStatus.STOPPING, times, result, error, version + 1);
    }

    /** The next version, stopping because it may not go on. */
    public Job failing(Failure failure) {
        return new Job(id, request, JobStatus.STOPPING, times, result, Optional.of(failure), version + 1);
    }

    /** The next version, stopped at once, because it has no lanes; failed if it has an error. */
    public Job stopped(Result counted, Instant at) {
        JobStatus last = error.isPresent() ? JobStatus.FAILED : JobStatus.STOPPED;
        return new Job(id, request, last, times.ended(at), Optional.of(counted), error, version + 1);
    }

    /** The next version, ended: failed if it has an error, stopped if it was stopping, else done. */
    public Job ended(Result counted, Instant at) {
        JobStatus last =
                error.isPresent() ? JobStatus.FAILED : status == JobStatus.RUNNING ? JobStatus.DONE : JobStatus.STOPPED;
        return new Job(id, request, last, times.ended(at), Optional.of(counted), error, version + 1);
    }
}
