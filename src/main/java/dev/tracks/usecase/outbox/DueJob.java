package dev.tracks.usecase.outbox;

import dev.tracks.domain.job.Job;
import dev.tracks.usecase.outbox.DueItem.DueByTime;

/** A scheduled job whose time has come, in case its schedule was lost. */
public record DueJob(Job job) implements DueByTime {
    @Override
    public String key() {
        return "job " + job.id();
    }

    @Override
    public void accept(Visitor visitor) {
        visitor.job(this);
    }
}
