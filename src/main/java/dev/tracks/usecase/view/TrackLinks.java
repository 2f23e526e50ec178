package dev.tracks.usecase.view;

import dev.tracks.domain.track.TrackGraph;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The enabled steps that lead to a track, and its own.
 *
 * @param incoming each with the track that it belongs to
 * @param outgoing each with the track that it leads to
 */
public record TrackLinks(List<Link> incoming, List<Link> outgoing) {
    /**
     * A step, and the track at its other end.
     *
     * @param title that track's title; empty if the caller may not read the track
     */
    public record Link(String trackId, String stepId, String otherTrackId, Optional<String> title) {}

    public TrackLinks {
        incoming = List.copyOf(incoming);
        outgoing = List.copyOf(outgoing);
    }

    static TrackLinks of(String trackId, TrackGraph graph, Function<String, Optional<String>> titles) {
        return new TrackLinks(
                graph.incoming(trackId).stream()
                        .map(edge -> link(edge, edge.trackId(), titles))
                        .toList(),
                graph.edges().stream()
                        .filter(edge -> edge.trackId().equals(trackId))
                        .map(edge -> link(edge, edge.destinationTrackId(), titles))
                        .toList());
    }

    private static Link link(TrackGraph.Edge edge, String other, Function<String, Optional<String>> titles) {
        return new Link(edge.trackId(), edge.stepId(), other, titles.apply(other));
    }
}
