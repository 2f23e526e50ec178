package dev.tracks.usecase.enroll;

import dev.tracks.domain.record.Invitation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When invitations expire, and when people are reminded of them.
 *
 * @param expiry the time after which an invitation can no longer be answered
 * @param reminder the time after which the person is reminded once; not used if the invitation expires first
 */
public record InvitationTerms(Duration expiry, Duration reminder) {
    Invitation.Times times(Instant createdAt) {
        return new Invitation.Times(createdAt, createdAt.plus(expiry), remindAt(createdAt));
    }

    Optional<Instant> remindAt(Instant createdAt) {
        return reminder.compareTo(expiry) < 0 ? Optional.of(createdAt.plus(reminder)) : Optional.empty();
    }
}
