package dev.tracks.domain.record;

import dev.tracks.domain.WireName;

/** The status of an instance. {@code completed} and {@code cancelled} are final. */
public enum EnrollmentStatus implements WireName {
    ACTIVE,
    COMPLETED,
    CANCELLED
}
