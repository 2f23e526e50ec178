package dev.tracks.domain.message;

import dev.tracks.domain.Id;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.Invitation;

/**
 * Names a message by the record that it is written in; queues carry this, never a text.
 *
 * @param participantId whom it is for
 * @param number the enrollment's instance, or the invitation's number
 */
public record MessageRef(MessageKind kind, String participantId, String trackId, int number) {
    public MessageRef {
        Id.valid("participantId", participantId);
        new EnrollmentRef(trackId, number);
    }

    /** An enrollment's message. */
    public static MessageRef confirmation(Enrollment enrollment) {
        return new MessageRef(
                MessageKind.CONFIRMATION, enrollment.participantId(), enrollment.trackId(), enrollment.instance());
    }

    /** An invitation's message, or its reminder. */
    public static MessageRef of(MessageKind kind, Invitation invitation) {
        return new MessageRef(kind, invitation.participantId(), invitation.trackId(), invitation.number());
    }

    /** The message's identity: the same however often it is handed over. */
    public String id() {
        return kind.wireName() + "/" + participantId + "/" + trackId + "/" + number;
    }
}
