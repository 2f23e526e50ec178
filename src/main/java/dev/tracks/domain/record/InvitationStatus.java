package dev.tracks.domain.record;

import dev.tracks.domain.WireName;

/** The status of an invitation. All but {@code pending} are final. */
public enum InvitationStatus implements WireName {
    PENDING,
    ACCEPTED,
    DECLINED,
    EXPIRED,
    WITHDRAWN
}
