package dev.tracks.domain.decision;

import dev.tracks.domain.WireName;

/** The result of a cause, see {@link Run}. */
public enum RunStatus implements WireName {
    SKIPPED,
    DEFERRED,
    ENROLLED,
    INVITED,
    CANCELLED;

    /** Whether a redelivered cause is answered from the stored run, without a new decision. */
    public boolean isFinal() {
        return this == ENROLLED || this == INVITED || this == CANCELLED;
    }
}
