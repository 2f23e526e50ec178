package dev.tracks.usecase.invite;

import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.Participant;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.message.JoinToken;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Invitations and their answers. Reads are consistent; a change holds only if the invitation is as it was read. */
public interface Invitations {
    /**
     * What an answer rests on, in one request.
     *
     * @param invitee whom the invitation is for
     * @param participant who reached the step: the invitee, or their report
     * @param firstInstance the invitee's first instance of the destination
     */
    record Reading(
            Optional<Invitation> invitation,
            Optional<Participant> invitee,
            Optional<Participant> participant,
            Optional<Enrollment> sourceInstance,
            Optional<Enrollment> firstInstance) {}

    Reading read(JoinToken token);

    Optional<Invitation> invitation(String participantId, InvitationRef ref);

    /** The person's instances of the track, oldest first. */
    List<Enrollment> instances(String participantId, String trackId);

    Optional<Participant> participant(String participantId);

    /** Writes what has happened to the invitation, in place of the version before it. */
    WriteResult save(Invitation invitation, String by);

    /** Writes the accepted invitation and the new instance together, or neither; the confirmation will be delivered. */
    WriteResult accept(Invitation accepted, Enrollment enrollment, Optional<String> confirmation);

    /**
     * Writes that its reminder was sent; it is due again when it expires.
     *
     * @param heldUntil when it is due before, for a message that waits for the person's delivery hours
     */
    WriteResult recordReminder(Invitation invitation, Optional<Instant> heldUntil);

    /** Lets the invitation be delivered once more, if it is as it was read. */
    WriteResult resend(Invitation invitation, String by);
}
