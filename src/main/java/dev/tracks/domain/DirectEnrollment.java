package dev.tracks.domain;

/** A direct enrollment through the API: its own cause, without a step. */
public record DirectEnrollment(String trackId, String participantId, ReEnrollment reEnrollment) {
    public DirectEnrollment {
        Id.valid("trackId", trackId);
        Id.valid("participantId", participantId);
    }
}
