package dev.tracks.domain.job;

import dev.tracks.domain.WireName;

/** What a job does. */
public enum JobKind implements WireName {
    /** Enrolls people in a track. */
    ENROLL,
    /** Decides skipped runs again. */
    RERUN,
    /** Lets the people of a track reach a step that was added later. */
    APPLY,
    /** Reverts what a step did in a period. */
    UNDO,
    /** Removes people from a track. */
    REMOVE,
    /** Sends messages again that were refused. */
    RESEND;

    /** Whether the job's track must be active, because people enter a track by it. */
    public boolean needsActiveTrack() {
        return this == ENROLL || this == RERUN || this == APPLY;
    }
}
