package dev.tracks.domain.track;

import dev.tracks.domain.Id;
import dev.tracks.domain.InvalidFieldException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which tracks lead to which: one edge for each enabled step. "Avoid loops: never create A → B → A circular
 * enrollments" (seed): a step is saved only if {@link #loopIfAdded} finds no loop. Graphs with the same edges are
 * equal.
 *
 * @param edges at most {@value #MAX_EDGES}, one per step, ordered by track and step; unmodifiable
 */
public record TrackGraph(List<Edge> edges) {

    /** The maximum number of edges. The graph is stored as one DynamoDB item of at most 400 kB. */
    public static final int MAX_EDGES = 2_000;

    private static final Comparator<Edge> ORDER =
            Comparator.comparing(Edge::trackId).thenComparing(Edge::stepId);

    private static final String FIELD = "edges";

    /**
     * An enabled step as an edge of the graph.
     *
     * @param trackId the track that contains the step: the source of the edge
     */
    public record Edge(String trackId, String stepId, String destinationTrackId) {

        /** @throws InvalidFieldException for each component that is not a valid {@link Id} */
        public Edge {
            Id.valid("trackId", trackId);
            Id.valid("stepId", stepId);
            Id.valid("destinationTrackId", destinationTrackId);
        }

        private boolean isOfStep(String ofTrackId, String ofStepId) {
            return trackId.equals(ofTrackId) && stepId.equals(ofStepId);
        }
    }

    /** @throws InvalidFieldException for {@code edges} if there are too many, or two of the same step */
    public TrackGraph {
        if (edges == null || edges.stream().anyMatch(Objects::isNull)) {
            throw new InvalidFieldException(FIELD, "must be a list of edges");
        }
        if (edges.size() > MAX_EDGES) {
            throw new InvalidFieldException(FIELD, "must be at most " + MAX_EDGES + " enabled steps in all");
        }
        edges = edges.stream().sorted(ORDER).toList();
        for (int i = 1; i < edges.size(); i++) {
            if (ORDER.compare(edges.get(i - 1), edges.get(i)) == 0) {
                Edge twice = edges.get(i);
                throw new InvalidFieldException(
                        FIELD, "must have each step once, has " + twice.trackId() + "/" + twice.stepId() + " twice");
            }
        }
    }

    /** The graph without edges. */
    public static TrackGraph empty() {
        return new TrackGraph(List.of());
    }

    /**
     * The loop that {@code edge} would close, as track ids from its source back to its source: {@code
     * ["day-1","week-1","day-1"]}, or {@code ["day-1","day-1"]} if it leads to its own track. Empty if it closes no
     * loop.
     *
     * <p>An existing edge of the same step is ignored, because the new edge replaces it. The path is a shortest one.
     * If there are several, equal graphs give the same path. Time is linear in the number of edges.
     */
    public Optional<List<String>> loopIfAdded(Edge edge) {
        String source = edge.trackId();
        Map<String, List<Edge>> outgoing = edges.stream().collect(Collectors.groupingBy(Edge::trackId));
        Map<String, String> reachedFrom = new HashMap<>();
        Deque<String> frontier = new ArrayDeque<>();
        reachedFrom.put(edge.destinationTrackId(), source);
        frontier.add(edge.destinationTrackId());
        // The search ends at the source, so edges that leave the source are never followed, nor is the step's old edge.
        while (!frontier.isEmpty() && !reachedFrom.containsKey(source)) {
            String track = frontier.remove();
            for (Edge next : outgoing.getOrDefault(track, List.of())) {
                if (reachedFrom.putIfAbsent(next.destinationTrackId(), track) == null) {
                    frontier.add(next.destinationTrackId());
                }
            }
        }
        return reachedFrom.containsKey(source) ? Optional.of(pathBack(source, reachedFrom)) : Optional.empty();
    }

    private static List<String> pathBack(String source, Map<String, String> reachedFrom) {
        LinkedList<String> path = new LinkedList<>(List.of(source));
        String track = source;
        do {
            track = reachedFrom.get(track);
            path.addFirst(track);
        } while (!track.equals(source));
        return List.copyOf(path);
    }

    /**
     * This graph with that edge, which replaces an existing edge of the same step. Does not check for loops; {@link
     * #loopIfAdded} does.
     *
     * @throws InvalidFieldException for {@code edges} if there would be more than {@value #MAX_EDGES}
     */
    public TrackGraph with(Edge edge) {
        List<Edge> more = new ArrayList<>(without(edge.trackId(), edge.stepId()).edges);
        more.add(edge);
        return new TrackGraph(more);
    }

    /** This graph without the edge of that step, if it has one. */
    public TrackGraph without(String trackId, String stepId) {
        return new TrackGraph(
                edges.stream().filter(edge -> !edge.isOfStep(trackId, stepId)).toList());
    }

    /** The edges that lead to the track, in the order of {@link #edges}. */
    public List<Edge> incoming(String trackId) {
        return edges.stream()
                .filter(edge -> edge.destinationTrackId().equals(trackId))
                .toList();
    }
}
