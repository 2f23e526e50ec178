package dev.tracks.usecase;

import dev.tracks.domain.Enrollment;
import dev.tracks.domain.EnrollmentRef;
import java.util.Optional;

/** Instances, one by one, as those who run a track change them. Reads are consistent. */
public interface Enrollments {
    Optional<Stored<Enrollment>> enrollment(String participantId, EnrollmentRef ref);

    /** Whether the person's data were erased: what is left of them stays as it is. */
    boolean isErased(String participantId);

    /** Writes status, end and progress, if the instance is as it was read and its person has not been erased. */
    Written change(Change<Enrollment> change);
}
