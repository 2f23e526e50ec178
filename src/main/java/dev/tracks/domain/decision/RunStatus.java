package dev.tracks.domain.decision;

import dev.tracks.domain.WireName;
import dev.tracks.domain.record.SkipReason;

/** The result of a cause, see {@link Run}. */
public enum RunStatus implements WireName {
    SKIPPED,
    DEFERRED,
    ENROLLED,
    INVITED,
    CANCELLED;

    /** The status of a run with that decision. */
    public static RunStatus of(Decision decision) {
        return decision.fold(
                enroll -> ENROLLED,
                invite -> INVITED,
                defer -> DEFERRED,
                skip -> skip.reason() == SkipReason.RUN_CANCELLED ? CANCELLED : SKIPPED);
    }

    /** Whether the status can no longer change. */
    public boolean isFinal() {
        return this == ENROLLED || this == INVITED || this == CANCELLED;
    }
}
