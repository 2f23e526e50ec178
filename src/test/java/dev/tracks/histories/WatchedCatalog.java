package dev.tracks.histories;

import dev.tracks.domain.AddToTrackStep;
import dev.tracks.domain.Track;
import dev.tracks.usecase.Catalog;
import java.util.Optional;

/** A catalog of which the oracle sees what it says. */
record WatchedCatalog(Catalog catalog, Oracle oracle) implements Catalog {
    @Override
    public Optional<Track> track(String trackId) {
        return oracle.saw(new dev.tracks.store.Key("TRACKS", trackId), catalog.track(trackId));
    }

    @Override
    public Optional<AddToTrackStep> step(String trackId, String stepId) {
        Optional<AddToTrackStep> step =
                oracle.saw(new dev.tracks.store.Key("STEPS#" + trackId, stepId), catalog.step(trackId, stepId));
        oracle.judging(step);
        return step;
    }
}
