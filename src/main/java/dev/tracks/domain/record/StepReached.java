package dev.tracks.domain.record;

import dev.tracks.domain.Id;

/**
 * The cause of everything: a participant, in an instance of a track, has reached a step. It is its own identity: no
 * caller has to pass an id, and a repeat is recognised whatever its way.
 *
 * @param instance the source track's instance, from 1
 */
public record StepReached(String trackId, String stepId, String participantId, int instance) {
    public StepReached {
        Id.valid("trackId", trackId);
        Id.valid("stepId", stepId);
        Id.valid("participantId", participantId);
        new EnrollmentRef(trackId, instance);
    }

    /** The source instance in which the step was reached. */
    public EnrollmentRef sourceInstance() {
        return new EnrollmentRef(trackId, instance);
    }
}
