package dev.tracks.usecase.outbox;

import dev.tracks.domain.record.StepReached;
import java.time.Instant;

/** One-time schedules of deferred runs. They only wake: the run itself judges whether it is due. */
public interface Schedules {
    /** Has the cause run at that time or up to a minute later; one that is there already is fine. */
    void schedule(StepReached cause, Instant dueAt);

    /** Takes the schedule away, if it is still there. */
    void delete(StepReached cause);
}
