package dev.tracks.domain.track;

import dev.tracks.domain.WireName;

/** Whether a track takes people: only {@code active} does. */
public enum TrackStatus implements WireName {
    DRAFT,
    ACTIVE,
    PAUSED,
    ARCHIVED
}
