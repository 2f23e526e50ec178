package dev.tracks.store;

import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.track.Track;
import dev.tracks.domain.track.TrackGraph;
import dev.tracks.store.item.GraphItem;
import dev.tracks.store.item.RemovedStepItem;
import dev.tracks.store.item.StepItem;
import dev.tracks.store.item.StoredItem;
import dev.tracks.store.item.TrackItem;
import dev.tracks.store.table.Check;
import dev.tracks.store.table.Condition;
import dev.tracks.store.table.Index;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Table;
import dev.tracks.store.table.Write;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.configure.Configuration;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Stores tracks, steps and the graph in the table. */
@Singleton
public final class TableConfiguration implements Configuration {
    private final Table table;

    public TableConfiguration(Table table) {
        this.table = table;
    }

    @Override
    public List<Stored<Track>> tracks() {
        return Pages.all(table, Table.Query.prefix(Index.TABLE, Keys.TRACKS, ""))
                .map(TableConfiguration::track)
                .toList();
    }

    @Override
    public Optional<Stored<Track>> track(String trackId) {
        return table.get(Keys.track(trackId)).map(TableConfiguration::track);
    }

    @Override
    public List<Stored<AddToTrackStep>> steps(String trackId) {
        return Pages.all(table, Table.Query.prefix(Index.TABLE, Keys.steps(trackId), ""))
                .map(TableConfiguration::step)
                .toList();
    }

    @Override
    public Optional<Stored<AddToTrackStep>> step(String trackId, String stepId) {
        return table.get(Keys.step(trackId, stepId)).map(TableConfiguration::step);
    }

    @Override
    public StoredGraph graph() {
        return table.get(Keys.GRAPH).map(GraphItem::read).orElseGet(() -> new StoredGraph(TrackGraph.empty(), 0));
    }

    @Override
    public WriteResult saveTrack(Change<Track> change) {
        return table.write(List.of(StoredItem.put(
                TrackItem.writer(change.value()), change, Condition.TRACK_IS_NEW, Condition.TRACK_UNCHANGED)));
    }

    @Override
    public WriteResult saveStep(Change<AddToTrackStep> change, StoredGraph next) {
        return table.write(List.of(
                StoredItem.put(StepItem.writer(change.value()), change, Check.of(Condition.ALWAYS)),
                GraphItem.put(next)));
    }

    @Override
    public WriteResult removeStep(AddToTrackStep step, StoredGraph next, Instant at) {
        Key key = Keys.step(step.trackId(), step.id());
        return table.write(List.of(
                new Write.Delete(key, Check.of(Condition.ALWAYS)),
                RemovedStepItem.put(step.trackId(), step.id(), at),
                GraphItem.put(next)));
    }

    private static Stored<Track> track(Map<String, AttributeValue> item) {
        return StoredItem.read(item, TrackItem::read);
    }

    private static Stored<AddToTrackStep> step(Map<String, AttributeValue> item) {
        return StoredItem.read(item, StepItem::read);
    }
}
