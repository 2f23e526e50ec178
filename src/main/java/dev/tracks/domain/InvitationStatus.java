package dev.tracks.domain;

/** An invitation's status; all but {@code pending} are final. */
public enum InvitationStatus implements WireName {
    PENDING,
    ACCEPTED,
    DECLINED,
    EXPIRED,
    WITHDRAWN
}
