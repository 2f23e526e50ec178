package dev.tracks.messaging;

import dev.tracks.domain.record.StepReached;
import dev.tracks.usecase.outbox.Schedules;
import java.time.Instant;

/** Creates no schedules, because none are configured: the sweep finds due runs in the table, a few minutes late. */
public final class SweepOnlySchedules implements Schedules {
    @Override
    public void schedule(StepReached cause, Instant dueAt) {
        // The run is in the index of due items already.
    }

    @Override
    public void delete(StepReached cause) {
        // There are no schedules.
    }

    @Override
    public void scheduleJob(String jobId, Instant startAt) {
        // The sweep starts it.
    }
}
