package dev.tracks.store;

import dev.tracks.domain.TrackGraph;
import dev.tracks.usecase.Configuration.StoredGraph;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The graph of enabled steps as one item, under one version. */
final class GraphItem {
    private GraphItem() {}

    static Write.Put put(StoredGraph graph) {
        Map<String, AttributeValue> item = ItemWriter.at(Keys.GRAPH)
                .list(
                        "edges",
                        graph.graph().edges().stream().map(GraphItem::edge).toList())
                .number(Items.VERSION, graph.version())
                .build();
        Check check = graph.version() == 1
                ? Check.of(Condition.GRAPH_IS_NEW)
                : Check.version(Condition.GRAPH_UNCHANGED, graph.version() - 1);
        return new Write.Put(item, check);
    }

    private static ItemWriter edge(TrackGraph.Edge edge) {
        return ItemWriter.map()
                .text("from", edge.trackId())
                .text("step", edge.stepId())
                .text("to", edge.destinationTrackId());
    }

    static StoredGraph read(Map<String, AttributeValue> item) {
        ItemReader reader = new ItemReader(item);
        List<TrackGraph.Edge> edges = reader.maps("edges").stream()
                .map(edge -> new TrackGraph.Edge(edge.text("from"), edge.text("step"), edge.text("to")))
                .toList();
        return new StoredGraph(new TrackGraph(edges), reader.number(Items.VERSION));
    }
}
