package dev.tracks.domain.step;

import dev.tracks.domain.WireName;

/** How a participant reaches the step: by starting its track, or only by a step-reached event from another system. */
public enum ReachedBy implements WireName {
    TRACK_START,
    EVENT
}
