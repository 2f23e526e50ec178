package dev.tracks.usecase.outbox;

import dev.tracks.domain.job.Job;
import dev.tracks.usecase.outbox.DueItem.Pending;
import dev.tracks.usecase.outbox.DueItem.PendingEnrollment;
import dev.tracks.usecase.outbox.DueItem.PendingInvitation;
import dev.tracks.usecase.outbox.DueItem.PendingRun;
import java.util.function.Consumer;

/** A job that starts later, and whose schedule does not exist yet. */
public record PendingJob(Job job) implements Pending {
    @Override
    public String key() {
        return "job " + job.id();
    }

    @Override
    public void visitPending(
            Consumer<? super PendingEnrollment> enrollment,
            Consumer<? super PendingInvitation> invitation,
            Consumer<? super PendingRun> run,
            Consumer<? super PendingJob> job,
            Consumer<? super PendingLane> lane) {
        job.accept(this);
    }
}
