package dev.tracks.domain.message;

import dev.tracks.domain.WireName;

/** What a message is for. */
public enum MessageKind implements WireName {
    INVITATION,
    CONFIRMATION,
    REMINDER
}
