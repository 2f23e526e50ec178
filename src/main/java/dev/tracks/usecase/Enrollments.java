package dev.tracks.usecase;

import dev.tracks.domain.Enrollment;
import dev.tracks.domain.EnrollmentRef;
import java.util.Optional;

/** Instances, one by one, as those who run a track change them. Reads are consistent. */
public interface Enrollments {
    Optional<Stored<Enrollment>> enrollment(String participantId, EnrollmentRef ref);

    /** Writes status, end and progress, if the instance is as it was read. */
    Written change(Change<Enrollment> change);
}
