package dev.tracks.usecase.enroll;

import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.WriteResult;
import java.util.Optional;

/** Reads and updates single instances. Reads are consistent. */
public interface Enrollments {
    /** The instance with its version, if it exists. */
    Optional<Stored<Enrollment>> enrollment(String participantId, EnrollmentRef ref);

    /** Whether the person's data have been erased. Their instances can no longer be changed then. */
    boolean isErased(String participantId);

    /**
     * Writes status, end and progress, if the instance has not changed since it was read and the person has not been
     * erased.
     */
    WriteResult change(Change<Enrollment> change);
}
