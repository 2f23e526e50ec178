package dev.tracks.domain.decision;

import dev.tracks.domain.Id;
import dev.tracks.domain.step.ReEnrollment;

/** A direct enrollment through the API: its own cause, without a step. */
public record DirectEnrollment(String trackId, String participantId, ReEnrollment reEnrollment) {
    public DirectEnrollment {
        Id.valid("trackId", trackId);
        Id.valid("participantId", participantId);
    }
}
