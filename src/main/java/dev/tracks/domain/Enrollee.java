package dev.tracks.domain;

/** Who is enrolled when a participant reaches the step: they themselves, or their manager. */
public enum Enrollee implements WireName {
    PARTICIPANT,
    MANAGER
}
