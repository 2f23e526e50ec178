package dev.tracks.usecase.enroll;

import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.Participant;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.WriteResult;
import java.time.Instant;
import java.util.Optional;

/** Reads and updates single instances. Reads are consistent. */
public interface Enrollments {
    /**
     * The confirmation of an instance.
     *
     * @param to the person who receives it, if they exist
     * @param requestedAt when a resend was last requested, if the message is neither delivered nor refused since
     */
    record Confirmation(
            Stored<Enrollment> enrollment, Optional<Participant> to, State state, Optional<Instant> requestedAt) {
        /** How far the confirmation is. */
        public enum State {
            /** The instance has no confirmation. */
            NONE,
            /** The instance's start or end is not published yet. */
            UNPUBLISHED,
            /** A resend was requested, and is not published yet. */
            REQUESTED,
            /** It was published. */
            PUBLISHED
        }
    }

    /** The instance with its version, if it exists. */
    Optional<Stored<Enrollment>> enrollment(String participantId, EnrollmentRef ref);

    /** Whether the person's data have been erased. Their instances can no longer be changed then. */
    boolean isErased(String participantId);

    /**
     * Writes status, end and progress, if the instance has not changed since it was read and the person has not been
     * erased.
     */
    WriteResult change(Change<Enrollment> change);

    /** The instance with the state of its confirmation, if it exists. */
    Optional<Confirmation> confirmation(String participantId, EnrollmentRef ref);

    /**
     * Removes the delivery record of the confirmation, so that it is delivered again, if the instance has not changed
     * since it was read and the person has not been erased.
     */
    WriteResult resend(Change<Enrollment> change);
}
