package dev.tracks.domain;

import java.time.Instant;

/**
 * An invitation to join a track; enrollee, destination and lineage are frozen in it.
 *
 * @param number 1 for the first invitation of that person to that track, without gaps
 * @param message as rendered when it was written
 * @param joinButtonText as rendered when it was written
 */
public record Invitation(
        String participantId,
        String trackId,
        int number,
        InvitationStatus status,
        String message,
        String joinButtonText,
        Instant createdAt,
        Instant expiresAt,
        Source source,
        Lineage lineage) {

    public InvitationRef ref() {
        return new InvitationRef(trackId, number);
    }

    /** Whether it can still be answered at that time. */
    public boolean isOpen(Instant now) {
        return status == InvitationStatus.PENDING && now.isBefore(expiresAt);
    }
}
