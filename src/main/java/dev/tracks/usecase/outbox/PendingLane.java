package dev.tracks.usecase.outbox;

import dev.tracks.domain.job.Lane;
import dev.tracks.usecase.outbox.DueItem.Pending;
import dev.tracks.usecase.outbox.DueItem.PendingEnrollment;
import dev.tracks.usecase.outbox.DueItem.PendingInvitation;
import dev.tracks.usecase.outbox.DueItem.PendingRun;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * A lane of a job whose next page is not enqueued yet.
 *
 * @param at when the page before it ended
 */
public record PendingLane(Lane lane, Instant at) implements Pending {
    @Override
    public String key() {
        return "lane " + lane.jobId() + "/" + lane.number();
    }

    @Override
    public void visitPending(
            Consumer<? super PendingEnrollment> enrollment,
            Consumer<? super PendingInvitation> invitation,
            Consumer<? super PendingRun> run,
            Consumer<? super PendingJob> job,
            Consumer<? super PendingLane> laneConsumer) {
        laneConsumer.accept(this);
    }
}
