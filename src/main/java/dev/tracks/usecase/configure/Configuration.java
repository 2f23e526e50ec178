package dev.tracks.usecase.configure;

import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.track.Track;
import dev.tracks.domain.track.TrackGraph;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.WriteResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tracks, steps and the graph of enabled steps, as admins edit them. Reads are consistent and uncached. */
public interface Configuration {
    /**
     * The graph as it was read.
     *
     * @param version 0 if no graph has been written yet
     */
    record StoredGraph(TrackGraph graph, long version) {
        /** The graph to write in place of this one, with the next version. */
        public StoredGraph next(TrackGraph graph) {
            return new StoredGraph(graph, version + 1);
        }
    }

    /** All tracks, by id. */
    List<Stored<Track>> tracks();

    /** The track with its version, if it exists. */
    Optional<Stored<Track>> track(String trackId);

    /** The track's steps, by id. */
    List<Stored<AddToTrackStep>> steps(String trackId);

    /** The step with its version, if it exists. */
    Optional<Stored<AddToTrackStep>> step(String trackId, String stepId);

    /** The graph with its version; an empty graph if none has been written yet. */
    StoredGraph graph();

    /** Writes the track, if it has not changed since it was read. */
    WriteResult saveTrack(Change<Track> change);

    /** Writes the step and the next graph in one transaction, if the graph has not changed since it was read. */
    WriteResult saveStep(Change<AddToTrackStep> change, StoredGraph next);

    /**
     * Removes the step and writes the next graph in one transaction, if the graph has not changed since it was read.
     */
    WriteResult removeStep(AddToTrackStep step, StoredGraph next, Instant at);
}
