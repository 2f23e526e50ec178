package dev.tracks.usecase;

import dev.tracks.domain.Run;
import dev.tracks.domain.RunStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * Takes away the schedules of a step that was removed. Only cleanup: a schedule that is left wakes a run that is skipped
 * as {@code step_not_found}, and if the step is back by then, the sweep wakes a run that has none.
 */
public final class DeleteSchedules {
    /** How many runs one page looks at. */
    static final int PAGE = 100;
    /** How many pages: an admin waits for the answer, and an API's function has half a minute. */
    static final int PAGES = 5;

    private final Directory directory;
    private final Schedules schedules;

    public DeleteSchedules(Directory directory, Schedules schedules) {
        this.directory = directory;
        this.schedules = schedules;
    }

    /** Deletes the schedules of deferred runs among the step's first 500 runs in the index's order; others stay. */
    public void ofStep(String trackId, String stepId) {
        Optional<String> cursor = Optional.empty();
        for (int page = 0; page < PAGES && (page == 0 || cursor.isPresent()); page++) {
            Directory.Page<Run> runs = directory.runsOfStep(trackId, stepId, Instant.EPOCH, PAGE, cursor);
            runs.data().stream()
                    .filter(run -> run.status() == RunStatus.DEFERRED)
                    .map(Run::cause)
                    .forEach(schedules::delete);
            cursor = runs.nextCursor();
        }
    }
}
