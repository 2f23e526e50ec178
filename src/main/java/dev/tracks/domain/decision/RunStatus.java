package dev.tracks.domain.decision;

import dev.tracks.domain.WireName;

/** What has become of a cause: see {@link Run}. */
public enum RunStatus implements WireName {
    SKIPPED,
    DEFERRED,
    ENROLLED,
    INVITED,
    CANCELLED;

    /** Whether a repeat of the cause is answered from what is written. */
    public boolean isFinal() {
        return this == ENROLLED || this == INVITED || this == CANCELLED;
    }
}
