package dev.tracks.domain.message;

import dev.tracks.domain.Id;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.Invitation;

/**
 * Identifies a message by the record that stores it. Queues carry this reference, never the text.
 *
 * @param participantId the recipient
 * @param number the enrollment's instance, the invitation's number, or the position of a test among the step's messages
 */
public record MessageRef(MessageKind kind, String participantId, String trackId, int number) {
    public MessageRef {
        Id.valid("participantId", participantId);
        new EnrollmentRef(trackId, number);
    }

    /** The confirmation of an enrollment. */
    public static MessageRef confirmation(Enrollment enrollment) {
        return new MessageRef(
                MessageKind.CONFIRMATION, enrollment.participantId(), enrollment.trackId(), enrollment.instance());
    }

    /** The message of an invitation, or its reminder. */
    public static MessageRef of(MessageKind kind, Invitation invitation) {
        return new MessageRef(kind, invitation.participantId(), invitation.trackId(), invitation.number());
    }

    /** The identity of the message: the same for every delivery. */
    public String id() {
        return kind.wireName() + "/" + participantId + "/" + trackId + "/" + number;
    }
}
