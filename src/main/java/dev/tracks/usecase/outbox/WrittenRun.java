package dev.tracks.usecase.outbox;

import dev.tracks.domain.decision.Run;
import dev.tracks.domain.record.StepReached;
import dev.tracks.usecase.outbox.DueItem.PendingRun;
import java.time.Duration;
import java.util.Optional;

/**
 * A version of a run, as the stream's record of its write shows it. Runs are written without the {@code pending} marker:
 * this record alone leads to their events and schedules.
 *
 * @param version of the run
 * @param run empty if this program cannot read it
 * @param replaced the version that it replaced, if that was still unpublished
 */
public record WrittenRun(StepReached cause, long version, Optional<Run> run, Optional<PendingRun> replaced)
        implements UnpublishedWrite {
    @Override
    public String key() {
        return DueItem.runKey(cause);
    }

    @Override
    public Optional<RuntimeException> publish(StreamPublisher publisher, Duration age) {
        return publisher.publish(this, age);
    }
}
