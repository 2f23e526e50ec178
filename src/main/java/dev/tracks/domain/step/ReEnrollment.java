package dev.tracks.domain.step;

import dev.tracks.domain.WireName;

/**
 * Whether a person who already has instances of the destination is enrolled again. {@code no} and {@code yes} are the
 * seed's settings. {@code when_not_active} refuses while an instance is active; {@code when_not_completed} also
 * refuses if one was completed.
 */
public enum ReEnrollment implements WireName {
    NO,
    YES,
    WHEN_NOT_ACTIVE,
    WHEN_NOT_COMPLETED
}
