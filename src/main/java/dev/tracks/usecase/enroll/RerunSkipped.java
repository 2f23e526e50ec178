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

/** After a pause or a mended step: hands what was skipped to the reached queue again, page by page. */
@Singleton
public final class RerunSkipped {
    /** How many runs one page looks at. */
    static final int PAGE = 100;

    /** What to run again: the step's runs that were skipped for that reason, at or after that time. */
    public record Request(String trackId, String stepId, SkipReason reason, Instant since) {}

    /** How many were handed over, and where the next page begins. */
    public record Result(int queued, Optional<String> nextCursor) {}

    private final Directory directory;
    private final Queues queues;
    private final InstantSource clock;

    public RerunSkipped(Directory directory, Queues queues, InstantSource clock) {
        this.directory = directory;
        this.queues = queues;
        this.clock = clock;
    }

    /** One page; nothing is decided here, each cause is decided afresh when the queue brings it. */
    public Result rerun(Request request, Optional<String> cursor) {
        Place place = cursor.map(Place::read).orElseGet(() -> new Place(Timestamps.now(clock), Optional.empty()));
        Directory.Page<Run> page =
                directory.runsOfStep(request.trackId(), request.stepId(), request.since(), PAGE, place.cursor());
        List<StepReached> causes = page.data().stream()
                .filter(run -> !run.at().isAfter(place.until()))
                .filter(run -> run.status() == RunStatus.SKIPPED)
                .filter(run -> run.reason().equals(Optional.of(request.reason())))
                .map(Run::cause)
                .toList();
        if (!causes.isEmpty()) {
            queues.sendReached(causes);
        }
        return new Result(
                causes.size(), page.nextCursor().map(next -> place.until().toEpochMilli() + "." + next));
    }

    /**
     * Where a page begins.
     *
     * @param until when the first page was asked for: what this rerun itself leads to is not run again
     */
    private record Place(Instant until, Optional<String> cursor) {
        static Place read(String text) {
            int dot = text.indexOf('.');
            try {
                return new Place(
                        Instant.ofEpochMilli(Long.parseLong(text.substring(0, Math.max(dot, 0)))),
                        Optional.of(text.substring(dot + 1)));
            } catch (NumberFormatException | DateTimeException notOurs) {
                throw new Directory.InvalidCursorException();
            }
        }
    }
}
