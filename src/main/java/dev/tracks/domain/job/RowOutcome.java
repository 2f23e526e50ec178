package dev.tracks.domain.job;

import dev.tracks.domain.WireName;
import dev.tracks.domain.decision.RunStatus;

/** What a job did to one person; in a dry run, what it would do. */
public enum RowOutcome implements WireName {
    ENROLLED,
    INVITED,
    DEFERRED,
    /** The rules decided that nothing happens; the reason is that of the decision. */
    SKIPPED,
    /** The run was cancelled by somebody before. */
    CANCELLED,
    /** What the step did was reverted. */
    UNDONE,
    REMOVED,
    RESENT,
    /** There was nothing to do. */
    UNCHANGED,
    /** The row failed repeatedly with an unexpected error. */
    FAILED;

    /** The outcome of a job that evaluates runs. */
    public static RowOutcome of(RunStatus status) {
        return switch (status) {
            case ENROLLED -> ENROLLED;
            case INVITED -> INVITED;
            case DEFERRED -> DEFERRED;
            case SKIPPED -> SKIPPED;
            case CANCELLED -> CANCELLED;
        };
    }
}
