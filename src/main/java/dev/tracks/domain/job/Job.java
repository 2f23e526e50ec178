package dev.tracks.domain.job;

import dev.tracks.domain.Id;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A job. While it runs, its counts are those of its lanes; a job that has ended has them itself.
 *
 * @param id sorts by the time of creation
 * @param dryRun whether nothing but the job's own rows is written
 * @param result the counts of a job that has ended; empty before
 * @param error why the job failed
 */
public record Job(
        String id,
        JobSpec spec,
        boolean dryRun,
        JobStatus status,
        Creator creator,
        Times times,
        Optional<Result> result,
        Optional<Failure> error,
        long version) {
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
            Instant createdAt, Optional<Instant> startAt, Optional<Instant> startedAt, Optional<Instant> endedAt) {}

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

    /** Whether the time has come to start it. */
    public boolean isDue(Instant now) {
        return status == JobStatus.SCHEDULED && !now.isBefore(times.startAt().orElseThrow());
    }

    /** The next version, running since that time. */
    public Job started(Instant at) {
        Times started = new Times(times.createdAt(), times.startAt(), Optional.of(at), Optional.empty());
        return new Job(id, spec, dryRun, JobStatus.RUNNING, creator, started, result, error, version + 1);
    }

    /** The next version, stopping: it ends when its lanes have. */
    public Job stopping() {
        return new Job(id, spec, dryRun, JobStatus.STOPPING, creator, times, result, error, version + 1);
    }

    /** The next version, stopping because it may not go on. */
    public Job failing(Failure failure) {
        return new Job(id, spec, dryRun, JobStatus.STOPPING, creator, times, result, Optional.of(failure), version + 1);
    }

    /** The next version, stopped before it was started. */
    public Job notStarted(Result nothing, Instant at) {
        Times ended = new Times(times.createdAt(), times.startAt(), Optional.empty(), Optional.of(at));
        return new Job(id, spec, dryRun, JobStatus.STOPPED, creator, ended, Optional.of(nothing), error, version + 1);
    }

    /** The next version, ended: failed if it has an error, stopped if it was stopping, else done. */
    public Job ended(Result counted, Instant at) {
        JobStatus last =
                error.isPresent() ? JobStatus.FAILED : status == JobStatus.RUNNING ? JobStatus.DONE : JobStatus.STOPPED;
        Times ended = new Times(times.createdAt(), times.startAt(), times.startedAt(), Optional.of(at));
        return new Job(id, spec, dryRun, last, creator, ended, Optional.of(counted), error, version + 1);
    }
}
