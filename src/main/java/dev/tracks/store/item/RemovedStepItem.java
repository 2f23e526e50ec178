package dev.tracks.store.item;

import dev.tracks.store.table.Check;
import dev.tracks.store.table.Condition;
import dev.tracks.store.table.Index;
import dev.tracks.store.table.ItemReader;
import dev.tracks.store.table.ItemWriter;
import dev.tracks.store.table.Items;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Write;
import dev.tracks.usecase.outbox.DueItem.RemovedStep;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A removed step. The sweep deletes the schedules of its deferred runs, then this item. Each removal has its own item,
 * so that a step that is removed, created again and removed again is cleaned up both times.
 */
public final class RemovedStepItem {
    private static final String CURSOR = "cursor";

    private RemovedStepItem() {}

    /** Due a little later, when the index contains every run that was deferred while the step still existed. */
    public static Write.Put put(String trackId, String stepId, Instant removedAt) {
        return new Write.Put(
                ItemWriter.at(Keys.removedStep(trackId, stepId, removedAt))
                        .text("trackId", trackId)
                        .text("stepId", stepId)
                        .time("removedAt", removedAt)
                        .index(
                                Index.GSI2,
                                Keys.due(Keys.shard(trackId)),
                                Keys.time(removedAt.plus(PendingMarker.GRACE)))
                        .build(),
                Check.of(Condition.ALWAYS));
    }

    public static Write deletedSchedules(RemovedStep item, Optional<String> cursor) {
        Key key = Keys.removedStep(item.trackId(), item.stepId(), item.removedAt());
        Check check = Check.of(Condition.ALWAYS);
        return cursor.<Write>map(place -> new Write.Update(key, Map.of(CURSOR, Items.text(place)), Set.of(), check))
                .orElseGet(() -> new Write.Delete(key, check));
    }

    public static RemovedStep read(Map<String, AttributeValue> item) {
        ItemReader reader = new ItemReader(item);
        return new RemovedStep(
                reader.text("trackId"), reader.text("stepId"), reader.time("removedAt"), reader.optionalText(CURSOR));
    }
}
