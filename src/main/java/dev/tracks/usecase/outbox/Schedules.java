package dev.tracks.usecase.outbox;

import dev.tracks.domain.record.StepReached;
import java.time.Instant;

/**
 * One-time schedules of deferred runs and of jobs. A schedule only starts an evaluation; the run or the job itself decides
 * whether it is due.
 */
public interface Schedules {
    /** Schedules an evaluation of the cause at that time or up to a minute later. An existing schedule is kept. */
    void schedule(StepReached cause, Instant dueAt);

    /** Schedules the start of the job at that time or up to a minute later. An existing schedule is kept. */
    void scheduleJob(String jobId, Instant startAt);

    /** Deletes the schedule, if it still exists. */
    void delete(StepReached cause);
}
