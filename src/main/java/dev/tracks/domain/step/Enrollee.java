package dev.tracks.domain.step;

import dev.tracks.domain.WireName;

/** Who is enrolled when a participant reaches the step: they themselves, or their manager. */
public enum Enrollee implements WireName {
    PARTICIPANT,
    MANAGER
}
