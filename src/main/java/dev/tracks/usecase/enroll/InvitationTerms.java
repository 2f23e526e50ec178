package dev.tracks.usecase.enroll;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long invitations stay open, and when people are reminded of them.
 *
 * @param expiry after this an invitation cannot be answered any more
 * @param reminder after this the person is reminded once; not if it has expired by then
 */
public record InvitationTerms(Duration expiry, Duration reminder) {
    Optional<Instant> remindAt(Instant createdAt) {
        return reminder.compareTo(expiry) < 0 ? Optional.of(createdAt.plus(reminder)) : Optional.empty();
    }
}
