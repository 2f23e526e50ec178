package dev.tracks.domain.message;

import dev.tracks.domain.WireName;

/** The purpose of a message. */
public enum MessageKind implements WireName {
    INVITATION,
    CONFIRMATION,
    REMINDER,
    /** A message of a step that its author sends to themselves. */
    TEST
}
