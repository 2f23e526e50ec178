package dev.tracks.usecase.view;

import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.Source;
import java.time.Instant;
import java.util.Optional;

/**
 * An invitation as the list of its track has it: without texts and trail, which only the record has.
 *
 * @param changedAt when its status was last changed, or it was resent or reminded of
 */
public record ListedInvitation(
        String participantId,
        InvitationRef ref,
        InvitationStatus status,
        Instant createdAt,
        Instant changedAt,
        Source source) {
    public int number() {
        return ref.number();
    }

    /** When the invitation was accepted, if it was: nothing changes it afterwards. */
    public Optional<Instant> acceptedAt() {
        return status == InvitationStatus.ACCEPTED ? Optional.of(changedAt) : Optional.empty();
    }
}
