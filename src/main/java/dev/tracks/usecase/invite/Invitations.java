package dev.tracks.usecase.invite;

import dev.tracks.domain.message.MessageText;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.Participant;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.message.JoinToken;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Invitations and their answers. Reads are consistent. A write succeeds only if the invitation has not changed since
 * it was read.
 */
public interface Invitations {
    /**
     * What the decision about an answer needs, read in one request.
     *
     * @param invitee the person whom the invitation is for
     * @param participant the person who reached the step: the invitee, or someone whose manager the invitee is
     * @param firstInstance the invitee's first instance of the destination
     */
    record Reading(
            Optional<Invitation> invitation,
            Optional<Participant> invitee,
            Optional<Participant> participant,
            Optional<Enrollment> sourceInstance,
            Optional<Enrollment> firstInstance) {}

    /** Reads the invitation that the token names, with its facts. */
    Reading read(JoinToken token);

    /** The invitation, if it exists. */
    Optional<Invitation> invitation(String participantId, InvitationRef ref);

    /** Whether the invitation's message was delivered or refused permanently since the invitation was last resent. */
    boolean isSettled(String participantId, InvitationRef ref);

    /** The person's instances of the track, oldest first. */
    List<Enrollment> instances(String participantId, String trackId);

    /** The participant, if it exists. */
    Optional<Participant> participant(String participantId);

    /**
     * Writes the invitation in place of its previous version.
     *
     * @param by the subject who changed it
     */
    WriteResult save(Invitation invitation, String by);

    /**
     * Writes the accepted invitation and the new instance in one transaction. The confirmation, if any, is delivered
     * afterwards.
     */
    WriteResult accept(Invitation accepted, Enrollment enrollment, Optional<MessageText> confirmation);

    /**
     * Records that the reminder was sent. The invitation is next due when it expires, or at {@code heldUntil}.
     *
     * @param heldUntil when the first hold of its messages ends, if that is earlier
     */
    WriteResult recordReminder(Invitation invitation, Optional<Instant> heldUntil);

    /**
     * Writes the resent invitation, so that its message is delivered again.
     *
     * @param by the subject who resent it
     */
    WriteResult resend(Invitation invitation, String by);
}
