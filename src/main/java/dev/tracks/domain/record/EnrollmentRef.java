package dev.tracks.domain.record;

import dev.tracks.domain.Id;
import dev.tracks.domain.InvalidFieldException;

/** Identifies an instance of a track. The person is known from the context. */
public record EnrollmentRef(String trackId, int instance) {
    /** The highest number that fits into a key. */
    public static final int MAX = 99_999;

    public EnrollmentRef {
        Id.valid("trackId", trackId);
        if (instance < 1 || instance > MAX) {
            throw new InvalidFieldException("instance", "must be a whole number from 1 to " + MAX);
        }
    }
}
