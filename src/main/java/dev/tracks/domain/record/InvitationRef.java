package dev.tracks.domain.record;

import dev.tracks.domain.Id;
import dev.tracks.domain.InvalidFieldException;

/** Identifies an invitation to a track. The person is known from the context. */
public record InvitationRef(String trackId, int number) {
    public InvitationRef {
        Id.valid("trackId", trackId);
        if (number < 1 || number > EnrollmentRef.MAX) {
            throw new InvalidFieldException("number", "must be a whole number from 1 to " + EnrollmentRef.MAX);
        }
    }
}
