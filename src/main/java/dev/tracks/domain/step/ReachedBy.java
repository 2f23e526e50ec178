package dev.tracks.domain.step;

import dev.tracks.domain.WireName;

/** What brings a person to the step: starting its track, or only a step-reached event from outside. */
public enum ReachedBy implements WireName {
    TRACK_START,
    EVENT
}
