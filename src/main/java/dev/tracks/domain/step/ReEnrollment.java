package dev.tracks.domain.step;

import dev.tracks.domain.WireName;

/**
 * What happens to somebody who has instances of the destination already. {@code no} and {@code yes} are the seed's
 * settings; the other two refuse only while an instance is active, or once one was completed.
 */
public enum ReEnrollment implements WireName {
    NO,
    YES,
    WHEN_NOT_ACTIVE,
    WHEN_NOT_COMPLETED
}
