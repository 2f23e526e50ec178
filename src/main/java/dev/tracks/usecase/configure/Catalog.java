package dev.tracks.usecase.configure;

import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.track.Track;
import java.util.Optional;

/**
 * Tracks and steps as running steps read them: possibly a few seconds old, but a missing record is always read from
 * the table.
 */
public interface Catalog {
    /** The track, if it exists. */
    Optional<Track> track(String trackId);

    /** The step, if it exists. */
    Optional<AddToTrackStep> step(String trackId, String stepId);
}
