package dev.tracks.usecase.configure;

import dev.tracks.domain.track.Track;
import dev.tracks.domain.track.TrackGraph;
import dev.tracks.usecase.NotFoundException;
import dev.tracks.usecase.Stored;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The step editor's list of destinations: the active tracks except the step's own (seed, "Track Selection"). */
@Singleton
public final class ListDestinations {
    /** @param loop the path of the loop that this destination would close; such a track cannot be selected */
    public record Destination(Track track, Optional<List<String>> loop) {}

    /** Any step id gives the same result, because edges that leave the track are never part of a path back to it. */
    private static final String ANY_STEP = "new";

    private final Configuration configuration;

    public ListDestinations(Configuration configuration) {
        this.configuration = configuration;
    }

    /**
     * The tracks that a step of this track can lead to, ordered by id.
     *
     * @throws NotFoundException if the track does not exist
     */
    public List<Destination> of(String trackId) {
        List<Track> tracks = configuration.tracks().stream().map(Stored::value).toList();
        if (tracks.stream().noneMatch(track -> track.id().equals(trackId))) {
            throw new NotFoundException("track", trackId);
        }
        TrackGraph graph = configuration.graph().graph();
        return tracks.stream()
                .filter(Track::isActive)
                .filter(track -> !track.id().equals(trackId))
                .map(track ->
                        new Destination(track, graph.loopIfAdded(new TrackGraph.Edge(trackId, ANY_STEP, track.id()))))
                .toList();
    }
}
