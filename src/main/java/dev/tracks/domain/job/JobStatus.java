package dev.tracks.domain.job;

import dev.tracks.domain.WireName;

/** The status of a job. {@code stopped}, {@code done} and {@code failed} are final. */
public enum JobStatus implements WireName {
    /** It starts later. */
    SCHEDULED,
    RUNNING,
    /** It was stopped; pages in progress are completed. */
    STOPPING,
    STOPPED,
    DONE,
    /** It may not go on; its error says why. */
    FAILED;

    /** Whether the job no longer changes. */
    public boolean isFinal() {
        return this == STOPPED || this == DONE || this == FAILED;
    }
}
