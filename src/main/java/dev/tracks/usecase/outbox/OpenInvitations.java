package dev.tracks.usecase.outbox;

import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.Participant;
import dev.tracks.usecase.WriteResult;
import java.util.List;
import java.util.Optional;

/** A person's invitations to a track, and what tells whether they still have a purpose. Reads are consistent. */
public interface OpenInvitations {
    /** The person's invitations to the track, oldest first, also those that are closed. */
    List<Invitation> invitations(String participantId, String trackId);

    /** The person's instances of the track, oldest first. */
    List<Enrollment> instances(String participantId, String trackId);

    /** The participant, if it exists. */
    Optional<Participant> participant(String participantId);

    /**
     * Writes the invitation in place of its previous version, unless it has changed since it was read.
     *
     * @param by the subject who changed it
     */
    WriteResult save(Invitation invitation, String by);
}
