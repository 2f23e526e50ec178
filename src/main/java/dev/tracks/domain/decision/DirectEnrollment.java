package dev.tracks.domain.decision;

import dev.tracks.domain.Id;
import dev.tracks.domain.step.ReEnrollment;

/** A request to enroll a person directly through the API. It is its own cause and has no step. */
public record DirectEnrollment(String trackId, String participantId, ReEnrollment reEnrollment) {
    public DirectEnrollment {
        Id.valid("trackId", trackId);
        Id.valid("participantId", participantId);
    }
}
