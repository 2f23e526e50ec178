package dev.tracks.domain.record;

import dev.tracks.domain.Id;
import dev.tracks.domain.InvalidFieldException;

/** Names an instance of a track, of a person who is known from elsewhere. */
public record EnrollmentRef(String trackId, int instance) {
    /** The highest instance that a key has room for. */
    public static final int MAX = 99_999;

    public EnrollmentRef {
        Id.valid("trackId", trackId);
        if (instance < 1 || instance > MAX) {
            throw new InvalidFieldException("instance", "must be a whole number from 1 to " + MAX);
        }
    }
}
