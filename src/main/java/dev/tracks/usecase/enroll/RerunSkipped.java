package dev.tracks.usecase.enroll;

import dev.tracks.domain.decision.Run;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.StepReached;
import dev.tracks.usecase.Timestamps;
import dev.tracks.usecase.outbox.Queues;
import dev.tracks.usecase.view.Directory;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Enqueues skipped runs again, page by page, for example after a paused track was activated or a step was fixed. */
@Singleton
public final class RerunSkipped {
    /** The number of runs that one page reads. */
    static final int PAGE = 100;

    /** Selects the runs of the step that were skipped for that reason, at or after that time. */
    public record Request(String trackId, String stepId, SkipReason reason, Instant since) {}

    /** The number of runs that were enqueued, and the cursor of the next page. */
    public record Result(int queued, Optional<String> nextCursor) {}

    private final Directory directory;
    private final Queues queues;
    private final InstantSource clock;

    public RerunSkipped(Directory directory, Queues queues, InstantSource clock) {
        this.directory = directory;
        this.queues = queues;
        this.clock = clock;
    }

    /** Processes one page. Nothing is decided here: each cause is decided again when the queue delivers it. */
    public Result rerun(Request request, Optional<String> cursor) {
        Position position =
                cursor.map(Position::parse).orElseGet(() -> new Position(Timestamps.now(clock), Optional.empty()));
        Directory.Page<Run> page =
                directory.runsOfStep(request.trackId(), request.stepId(), request.since(), PAGE, position.cursor());
        List<StepReached> causes = page.data().stream()
                .filter(run -> !run.at().isAfter(position.until()))
                .filter(run -> run.status() == RunStatus.SKIPPED)
                .filter(run -> run.reason().equals(Optional.of(request.reason())))
                .map(Run::cause)
                .toList();
        if (!causes.isEmpty()) {
            queues.sendReached(causes);
        }
        return new Result(
                causes.size(), page.nextCursor().map(next -> position.until().toEpochMilli() + "." + next));
    }

    /**
     * The start of a page.
     *
     * @param until when the first page was requested; later evaluations, such as those of this rerun, are not
     *     enqueued
     */
    private record Position(Instant until, Optional<String> cursor) {
        static Position parse(String text) {
            int dot = text.indexOf('.');
            try {
                return new Position(
                        Instant.ofEpochMilli(Long.parseLong(text.substring(0, Math.max(dot, 0)))),
                        Optional.of(text.substring(dot + 1)));
            } catch (NumberFormatException | DateTimeException e) {
                throw new Directory.InvalidCursorException();
            }
        }
    }
}
