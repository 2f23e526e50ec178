package dev.tracks.usecase.enroll;

import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.step.InvitationExpiry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When invitations expire, and when people are reminded of them.
 *
 * @param expiry the time after which an invitation can no longer be answered, if its step has no expiry of its own
 * @param reminder the time after which the person is reminded once; not used if the invitation expires first
 */
public record InvitationTerms(Duration expiry, Duration reminder) {
    /** The times of an invitation of that step. */
    public Invitation.Times times(Instant createdAt, AddToTrackStep step) {
        Duration open = step.invitationExpiry().map(InvitationExpiry::duration).orElse(expiry);
        Optional<Instant> remindAt =
                reminder.compareTo(open) < 0 ? Optional.of(createdAt.plus(reminder)) : Optional.empty();
        return new Invitation.Times(createdAt, createdAt.plus(open), remindAt);
    }
}
