package dev.tracks.domain.record;

import dev.tracks.domain.Id;

/**
 * The cause of a run: a participant, in an instance of a track, has reached a step. Its components identify it:
 * callers pass no separate id, and a repeat is recognized however it arrives.
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
