package dev.tracks.usecase.outbox;

import dev.tracks.domain.job.Lane;
import dev.tracks.usecase.outbox.DueItem.DueByTime;

/** A lane of a job whose page has not ended for a while, or that has ended. */
public record DueLane(Lane lane) implements DueByTime {
    @Override
    public String key() {
        return "lane " + lane.jobId() + "/" + lane.number();
    }

    @Override
    public void accept(Visitor visitor) {
        visitor.lane(this);
    }
}
