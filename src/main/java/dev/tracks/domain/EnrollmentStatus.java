package dev.tracks.domain;

/** An instance's status; {@code completed} and {@code cancelled} are final. */
public enum EnrollmentStatus implements WireName {
    ACTIVE,
    COMPLETED,
    CANCELLED
}
