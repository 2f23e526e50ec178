package dev.tracks.domain.step;

import dev.tracks.domain.WireName;

/** Enroll at once, or invite: the person clicks to join (seed, "Enrollment Method"). */
public enum EnrollmentMethod implements WireName {
    AUTOMATIC,
    MANUAL
}
