package dev.tracks.usecase.enroll;

import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.WriteResult;
import java.util.Optional;

/** Instances, one by one, as those who run a track change them. Reads are consistent. */
public interface Enrollments {
    Optional<Stored<Enrollment>> enrollment(String participantId, EnrollmentRef ref);

    /** Whether the person's data were erased: what is left of them stays as it is. */
    boolean isErased(String participantId);

    /** Writes status, end and progress, if the instance is as it was read and its person has not been erased. */
    WriteResult change(Change<Enrollment> change);
}
