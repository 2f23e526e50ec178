package dev.tracks.domain;

/** A direct enrollment through the API: its own cause, without a step. */
public record EnrollDirectly(String trackId, String participantId, ReEnrollment reEnrollment) {
    public EnrollDirectly {
        Id.valid("trackId", trackId);
        Id.valid("participantId", participantId);
    }
}
