package dev.tracks.store.item;

import dev.tracks.domain.track.TrackGraph;
import dev.tracks.store.table.Check;
import dev.tracks.store.table.Condition;
import dev.tracks.store.table.ItemReader;
import dev.tracks.store.table.ItemWriter;
import dev.tracks.store.table.Items;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Write;
import dev.tracks.usecase.configure.Configuration.StoredGraph;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The graph of enabled steps as one item with one version. An edge is one string: as maps with attribute names, the
 * largest number of edges with the longest ids would exceed an item's 400 kB.
 */
public final class GraphItem {
    /** Ids never contain it. */
    private static final String SEPARATOR = "#";

    private GraphItem() {}

    public static Write.Put put(StoredGraph graph) {
        Map<String, AttributeValue> item = ItemWriter.at(Keys.GRAPH)
                .texts(
                        "edges",
                        graph.graph().edges().stream().map(GraphItem::edge).toList())
                .number(Items.VERSION, graph.version())
                .build();
        Check check = graph.version() == 1
                ? Check.of(Condition.GRAPH_IS_NEW)
                : Check.version(Condition.GRAPH_UNCHANGED, graph.version() - 1);
        return new Write.Put(item, check);
    }

    private static String edge(TrackGraph.Edge edge) {
        return String.join(SEPARATOR, edge.trackId(), edge.stepId(), edge.destinationTrackId());
    }

    private static TrackGraph.Edge edge(String text) {
        String[] ids = text.split(SEPARATOR);
        return new TrackGraph.Edge(ids[0], ids[1], ids[2]);
    }

    public static StoredGraph read(Map<String, AttributeValue> item) {
        ItemReader reader = new ItemReader(item);
        List<TrackGraph.Edge> edges =
                reader.texts("edges").stream().map(GraphItem::edge).toList();
        return new StoredGraph(new TrackGraph(edges), reader.number(Items.VERSION));
    }
}
