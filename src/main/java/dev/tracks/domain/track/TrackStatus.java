package dev.tracks.domain.track;

import dev.tracks.domain.WireName;

/** The status of a track. Only an {@code active} track takes people. */
public enum TrackStatus implements WireName {
    DRAFT,
    ACTIVE,
    PAUSED,
    ARCHIVED
}
