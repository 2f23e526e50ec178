package dev.tracks.usecase;

import dev.tracks.domain.Enrollment;
import dev.tracks.domain.Invitation;
import dev.tracks.domain.Run;

/** Something written that is still to be followed up. */
public sealed interface DueItem {
    /** A new instance: its confirmation, if it has one, and its track's own steps. */
    record PendingEnrollment(Enrollment enrollment, boolean hasConfirmation, long version) implements DueItem {}

    /** A new invitation: its message. */
    record PendingInvitation(Invitation invitation) implements DueItem {}

    /** A deferred run whose time has come, as the sweep finds it. */
    record DueRun(Run run) implements DueItem {}

    /** An invitation that is to be reminded of, or has expired, as the sweep finds it. */
    record DueInvitation(Invitation invitation) implements DueItem {}

    /** A person whose erasure is to be repeated for what raced with it. */
    record DueErasure(String participantId) implements DueItem {}

    /**
     * An item that cannot be read; the others go on.
     *
     * @param key names it for whoever looks after it
     */
    record Unreadable(String key, String problem) implements DueItem {}
}
