package dev.tracks.domain.step;

import dev.tracks.domain.WireName;

/** How a participant reaches the step. A step-reached event from another system reaches every step. */
public enum ReachedBy implements WireName {
    /** By starting its track. */
    TRACK_START,
    /** By completing its track. */
    TRACK_COMPLETION,
    /** Only by a step-reached event. */
    EVENT
}
