package dev.tracks.usecase;

import dev.tracks.domain.WireName;

/** What a message is for. */
public enum MessageKind implements WireName {
    INVITATION,
    CONFIRMATION,
    REMINDER
}
