package dev.tracks.usecase;

import dev.tracks.domain.Run;
import dev.tracks.domain.RunStatus;
import dev.tracks.domain.SkipReason;
import dev.tracks.domain.StepReached;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** After a pause or a mended step: hands what was skipped to the reached queue again, page by page. */
public final class RerunSkipped {
    /** How many runs one page looks at. */
    static final int PAGE = 100;

    /** What to run again: the step's runs that were skipped for that reason, at or after that time. */
    public record Request(String trackId, String stepId, SkipReason reason, Instant since) {}

    /** How many were handed over, and where the next page begins. */
    public record Result(int queued, Optional<String> nextCursor) {}

    private final Directory directory;
    private final Queues queues;

    public RerunSkipped(Directory directory, Queues queues) {
        this.directory = directory;
        this.queues = queues;
    }

    /** One page; nothing is decided here, each cause is decided afresh when the queue brings it. */
    public Result rerun(Request request, Optional<String> cursor) {
        Directory.Page<Run> page =
                directory.runsOfStep(request.trackId(), request.stepId(), request.since(), PAGE, cursor);
        List<StepReached> causes = page.data().stream()
                .filter(run -> run.status() == RunStatus.SKIPPED)
                .filter(run -> run.reason().equals(Optional.of(request.reason())))
                .map(Run::cause)
                .toList();
        if (!causes.isEmpty()) {
            queues.reached(causes);
        }
        return new Result(causes.size(), page.nextCursor());
    }
}
