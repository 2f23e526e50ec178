package dev.tracks.usecase.message;

import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.StepReached;

/**
 * The content of a join link: one invitation of one person, and its cause, which saves a read for the answer. The
 * holder of the signed token can answer that invitation and nothing else.
 */
public record JoinToken(String participantId, InvitationRef invitation, StepReached cause) {
    /** The token of an invitation. */
    public static JoinToken of(Invitation invitation) {
        return new JoinToken(
                invitation.participantId(),
                invitation.ref(),
                invitation.source().cause().orElseThrow());
    }
}
