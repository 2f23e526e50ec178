package dev.tracks.domain.track;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.domain.track.TrackGraph.Edge;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TrackGraphPropertiesTest {

    private static final int TRACKS = 8;

    @Property
    void aGraphOfEdgesThatClosedNoLoopHasNoLoop(@ForAll("savings") List<Edge> savings) {
        assertThat(isAcyclic(savedWithoutLoops(savings).edges())).isTrue();
    }

    @Property
    void aLoopIsReportedExactlyIfTheEdgeClosesOne(@ForAll("savings") List<Edge> savings, @ForAll("edge") Edge edge) {
        TrackGraph graph = savedWithoutLoops(savings);

        assertThat(graph.loopIfAdded(edge).isEmpty())
                .isEqualTo(isAcyclic(graph.with(edge).edges()));
    }

    @Property
    void thePathFollowsEdgesOfTheGraphAndTheNewEdge(@ForAll("savings") List<Edge> savings, @ForAll("edge") Edge edge) {
        TrackGraph graph = savedWithoutLoops(savings);

        graph.loopIfAdded(edge).ifPresent(path -> {
            assertThat(path.subList(0, 2)).containsExactly(edge.trackId(), edge.destinationTrackId());
            assertThat(path.get(path.size() - 1)).isEqualTo(edge.trackId());
            Set<List<String>> hops =
                    hops(graph.without(edge.trackId(), edge.stepId()).edges());
            IntStream.range(2, path.size())
                    .forEach(i -> assertThat(hops).contains(List.of(path.get(i - 1), path.get(i))));
        });
    }

    /** Holds for any graph, with or without loops. */
    @Property
    void thePathIsAShortestLoop(@ForAll("savings") List<Edge> savings, @ForAll("edge") Edge edge) {
        TrackGraph graph = saved(savings);

        Optional<Integer> hops = graph.loopIfAdded(edge).map(path -> path.size() - 2);

        assertThat(hops)
                .isEqualTo(fewestHops(
                        graph.without(edge.trackId(), edge.stepId()).edges(),
                        edge.destinationTrackId(),
                        edge.trackId()));
    }

    @Property
    void thePathDoesNotDependOnTheOrderOfTheEdges(
            @ForAll("savings") List<Edge> savings, @ForAll("edge") Edge edge, @ForAll Random random) {
        TrackGraph graph = saved(savings);
        List<Edge> shuffled = new ArrayList<>(graph.edges());
        Collections.shuffle(shuffled, random);

        assertThat(new TrackGraph(shuffled).loopIfAdded(edge)).isEqualTo(graph.loopIfAdded(edge));
    }

    @Provide
    Arbitrary<List<Edge>> savings() {
        return edge().list().ofMaxSize(40);
    }

    @Provide
    Arbitrary<Edge> edge() {
        Arbitrary<String> track = Arbitraries.integers().between(0, TRACKS - 1).map(i -> "t" + i);
        return Combinators.combine(track, Arbitraries.of("s1", "s2", "s3"), track)
                .as(Edge::new);
    }

    private static TrackGraph savedWithoutLoops(List<Edge> savings) {
        TrackGraph graph = TrackGraph.empty();
        for (Edge edge : savings) {
            graph = graph.loopIfAdded(edge).isEmpty() ? graph.with(edge) : graph;
        }
        return graph;
    }

    private static TrackGraph saved(List<Edge> savings) {
        return savings.stream().reduce(TrackGraph.empty(), TrackGraph::with, (one, other) -> other);
    }

    /** Kahn's topological sort: removes tracks without incoming edges until none is left, or only loops are. */
    private static boolean isAcyclic(List<Edge> edges) {
        List<Edge> remaining = new ArrayList<>(edges);
        while (!remaining.isEmpty()) {
            Set<String> destinations = new HashSet<>();
            remaining.forEach(edge -> destinations.add(edge.destinationTrackId()));
            if (!remaining.removeIf(edge -> !destinations.contains(edge.trackId()))) {
                return false;
            }
        }
        return true;
    }

    private static Set<List<String>> hops(List<Edge> edges) {
        Set<List<String>> hops = new HashSet<>();
        edges.forEach(edge -> hops.add(List.of(edge.trackId(), edge.destinationTrackId())));
        return hops;
    }

    /** The Bellman-Ford algorithm: as many passes over all edges as there are tracks. */
    private static Optional<Integer> fewestHops(List<Edge> edges, String from, String to) {
        Map<String, Integer> fewest = new HashMap<>(Map.of(from, 0));
        for (int round = 0; round < TRACKS; round++) {
            for (Edge edge : edges) {
                if (fewest.containsKey(edge.trackId())) {
                    fewest.merge(edge.destinationTrackId(), fewest.get(edge.trackId()) + 1, Math::min);
                }
            }
        }
        return Optional.ofNullable(fewest.get(to));
    }
}
