package dev.tracks.usecase.configure;

import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.track.Track;
import java.util.Optional;

/** Tracks and steps as running causes see them: maybe some seconds old, but an absence is always fresh. */
public interface Catalog {
    Optional<Track> track(String trackId);

    Optional<AddToTrackStep> step(String trackId, String stepId);
}
