package dev.tracks.usecase.sweep;

import dev.tracks.domain.decision.Run;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.usecase.outbox.DueItem;
import dev.tracks.usecase.outbox.Outbox;
import dev.tracks.usecase.outbox.Schedules;
import dev.tracks.usecase.view.Directory;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/**
 * Deletes the schedules of the deferred runs of a removed step. This is only cleanup: a schedule that is not deleted
 * starts an evaluation, which skips the run.
 */
@Singleton
public final class DeleteSchedules {
    /** The number of runs that one page reads. */
    static final int PAGE = 100;
    /** The maximum number of pages per step and sweep, so that a large step does not delay other due items. */
    static final int PAGES = 10;

    private final Directory directory;
    private final Outbox outbox;
    private final Schedules schedules;

    public DeleteSchedules(Directory directory, Outbox outbox, Schedules schedules) {
        this.directory = directory;
        this.outbox = outbox;
        this.schedules = schedules;
    }

    /** Continues where the last sweep stopped, and records its position after each page. */
    public void delete(DueItem.RemovedStep step) {
        Optional<String> cursor = step.cursor();
        for (int page = 0; page < PAGES && (page == 0 || cursor.isPresent()); page++) {
            Directory.Page<Run> runs = directory.runsOfStep(step.trackId(), step.stepId(), Instant.EPOCH, PAGE, cursor);
            runs.data().stream()
                    .filter(run -> run.status() == RunStatus.DEFERRED)
                    .map(Run::cause)
                    .forEach(schedules::delete);
            cursor = runs.nextCursor();
            outbox.recordDeletedSchedules(step, cursor);
        }
    }
}
