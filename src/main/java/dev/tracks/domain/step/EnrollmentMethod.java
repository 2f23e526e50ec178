package dev.tracks.domain.step;

import dev.tracks.domain.WireName;

/**
 * Whether the step enrolls the person immediately, or invites the person, who then clicks to join (seed, "Enrollment
 * Method").
 */
public enum EnrollmentMethod implements WireName {
    AUTOMATIC,
    MANUAL
}
