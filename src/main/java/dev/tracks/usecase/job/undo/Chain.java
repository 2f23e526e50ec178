package dev.tracks.usecase.job.undo;

import dev.tracks.domain.decision.Run;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.StepReached;
import dev.tracks.usecase.Stored;
import java.util.List;
import java.util.Optional;

/** What followed from a run, link by link. All reads are consistent. */
public interface Chain {
    /**
     * An instance as it was read.
     *
     * @param erased whether the person's data have been erased: then the instance can no longer be changed
     */
    record Instance(Stored<Enrollment> stored, boolean erased) {}

    /** The run of the cause, if it exists. */
    Optional<Run> run(StepReached cause);

    /** The runs of the steps that the person has reached in that instance, by step; also those of deleted steps. */
    List<Run> runs(String participantId, EnrollmentRef source);

    /** The instance, if it exists. */
    Optional<Instance> instance(String participantId, EnrollmentRef ref);

    /** The person's invitations to the track, oldest first. */
    List<Invitation> invitations(String participantId, String trackId);
}
