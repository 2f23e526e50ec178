package dev.tracks.lambda.http.access;

import dev.tracks.domain.WireName;

/** What a token may say that its bearer is. */
public enum Role implements WireName {
    ADMIN,
    MANAGER,
    MEMBER
}
