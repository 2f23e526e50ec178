package dev.tracks.domain.job;

import dev.tracks.domain.Id;

/** A page of a lane of a job, as a record of the jobs queue names it. */
public record LaneRef(String jobId, int lane, long page) {
    public LaneRef {
        Id.valid("jobId", jobId);
    }
}
