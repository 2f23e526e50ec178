package dev.tracks.usecase.sweep;

import dev.tracks.usecase.job.EndJob;
import dev.tracks.usecase.job.StartJob;
import dev.tracks.usecase.outbox.DueJob;
import dev.tracks.usecase.outbox.DueLane;
import dev.tracks.usecase.outbox.Outbox;
import dev.tracks.usecase.outbox.Queues;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Starts jobs whose schedule was lost, continues lanes whose record was lost, and ends jobs whose last lane was killed. */
@Singleton
public final class ResumeJobs {
    private final Outbox outbox;
    private final Queues queues;
    private final StartJob startJob;
    private final EndJob endJob;

    public ResumeJobs(Outbox outbox, Queues queues, StartJob startJob, EndJob endJob) {
        this.outbox = outbox;
        this.queues = queues;
        this.startJob = startJob;
        this.endJob = endJob;
    }

    void start(DueJob due) {
        startJob.start(due.job().id());
        outbox.clearDue(due);
    }

    void resume(DueLane due, Instant now) {
        if (due.lane().ended()) {
            endJob.ifAllLanesHaveEnded(due.lane().jobId());
        } else {
            queues.sendLane(due.lane().ref());
        }
        outbox.postpone(due, now);
    }
}
