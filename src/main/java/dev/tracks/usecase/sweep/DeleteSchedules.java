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
 * Deletes the schedules of who waits in a step that was removed. That only tidies up: a run whose schedule is left wakes
 * and is skipped.
 */
@Singleton
public final class DeleteSchedules {
    /** How many runs one page looks at. */
    static final int PAGE = 100;
    /** How many pages a sweep looks at for one step, so that a large step does not hold up what else is due. */
    static final int PAGES = 10;

    private final Directory directory;
    private final Outbox outbox;
    private final Schedules schedules;

    public DeleteSchedules(Directory directory, Outbox outbox, Schedules schedules) {
        this.directory = directory;
        this.outbox = outbox;
        this.schedules = schedules;
    }

    /** Goes on from where the last sweep stopped, and notes after each page how far it has come. */
    public void of(DueItem.RemovedStep step) {
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
