package dev.tracks.domain.record;

import dev.tracks.domain.WireName;

/** An invitation's status; all but {@code pending} are final. */
public enum InvitationStatus implements WireName {
    PENDING,
    ACCEPTED,
    DECLINED,
    EXPIRED,
    WITHDRAWN
}
