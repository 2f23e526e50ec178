package dev.tracks.handover;

import dev.tracks.domain.StepReached;
import dev.tracks.usecase.Schedules;
import java.time.Instant;

/** No scheduler: the sweep finds what is due in the table, some minutes late. */
public final class SweptSchedules implements Schedules {
    @Override
    public void schedule(StepReached cause, Instant dueAt) {
        // The run itself is in the index of what is due.
    }

    @Override
    public void delete(StepReached cause) {
        // There is none.
    }
}
