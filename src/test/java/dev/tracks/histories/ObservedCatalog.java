package dev.tracks.histories;

import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.track.Track;
import dev.tracks.store.table.Key;
import dev.tracks.usecase.configure.Catalog;
import java.util.Optional;

/** A catalog that reports what it returns to the oracle. */
record ObservedCatalog(Catalog catalog, Oracle oracle) implements Catalog {
    @Override
    public Optional<Track> track(String trackId) {
        return oracle.configurationRead(new Key("TRACKS", trackId), catalog.track(trackId));
    }

    @Override
    public Optional<AddToTrackStep> step(String trackId, String stepId) {
        Optional<AddToTrackStep> step =
                oracle.configurationRead(new Key("STEPS#" + trackId, stepId), catalog.step(trackId, stepId));
        oracle.judging(step);
        return step;
    }
}
