package dev.tracks.usecase.message;

import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.StepReached;

/**
 * What a join link names: one invitation of one person, and the cause of it, so that an answer needs one read less. Whoever
 * holds it, signed, may answer that invitation and nothing else.
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
