package dev.tracks.lambda.http.access;

import dev.tracks.domain.WireName;

/** The roles that a token can give its bearer. */
public enum Role implements WireName {
    ADMIN,
    MANAGER,
    MEMBER
}
