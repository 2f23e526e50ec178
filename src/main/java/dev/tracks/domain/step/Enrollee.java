package dev.tracks.domain.step;

import dev.tracks.domain.WireName;

/** Who is enrolled when a participant reaches the step: the participant, or the participant's manager. */
public enum Enrollee implements WireName {
    PARTICIPANT,
    MANAGER
}
