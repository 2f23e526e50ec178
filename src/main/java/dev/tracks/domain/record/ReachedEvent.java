package dev.tracks.domain.record;

/**
 * A step-reached event from outside, whose person is not yet found.
 *
 * @param instance the source track's instance, from 1
 */
public record ReachedEvent(String trackId, String stepId, PersonRef person, int instance) {
    /** The cause, once the person is found. */
    public StepReached cause(String participantId) {
        return new StepReached(trackId, stepId, participantId, instance);
    }
}
