package dev.tracks.domain;

/** Whether a track takes people: only {@code active} does. */
public enum TrackStatus implements WireName {
    DRAFT,
    ACTIVE,
    PAUSED,
    ARCHIVED
}
