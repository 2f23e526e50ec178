package dev.tracks.usecase;

import dev.tracks.domain.AddToTrackStep;
import dev.tracks.domain.Track;
import java.util.Optional;

/** Tracks and steps as running causes see them: maybe some seconds old, but an absence is always fresh. */
public interface Catalog {
    Optional<Track> track(String trackId);

    Optional<AddToTrackStep> step(String trackId, String stepId);
}
