package dev.tracks.domain.record;

import dev.tracks.domain.WireName;

/** An instance's status; {@code completed} and {@code cancelled} are final. */
public enum EnrollmentStatus implements WireName {
    ACTIVE,
    COMPLETED,
    CANCELLED
}
