package dev.tracks.messaging;

import dev.tracks.domain.record.StepReached;
import dev.tracks.usecase.outbox.Schedules;
import java.time.Instant;

/** No scheduler: the sweep finds what is due in the table, some minutes late. */
public final class SweepOnlySchedules implements Schedules {
    @Override
    public void schedule(StepReached cause, Instant dueAt) {
        // The run itself is in the index of what is due.
    }

    @Override
    public void delete(StepReached cause) {
        // There is none.
    }
}
