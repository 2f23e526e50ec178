package dev.tracks.store.item;

import dev.tracks.store.table.Check;
import dev.tracks.store.table.Index;
import dev.tracks.store.table.Items;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The {@code pending} marker of an unpublished item. The stream's event source mapping filters on it. The marker also
 * puts the item into the index of due items, where the sweep finds it.
 */
public final class PendingMarker {
    public static final String STARTED = "enrolled";
    static final String ENDED = "ended";
    /** The confirmation of an active instance was resent. If the instance ends before that is published, it has ended, too. */
    static final String RESENT = "resent";
    /** The confirmation was resent after the end was published. */
    static final String RESENT_AFTER_END = "resent_after_end";
    /** A run or a closed invitation that relay could not publish from the stream. */
    static final String UNPUBLISHED = "unpublished";
    /** How long relay has to publish an item before the sweep does. */
    public static final Duration GRACE = Duration.ofMinutes(1);
    /** How long the scheduler has after a run is due before the sweep runs it; its precision is one minute. */
    public static final Duration SCHEDULE_GRACE = Duration.ofMinutes(2);

    /** All attributes of the marker. */
    static final Set<String> ALL = Set.of(Items.PENDING, Index.GSI2.partition(), Index.GSI2.sort());

    private PendingMarker() {}

    /** The marker of an item that was written at this time. */
    public static Map<String, AttributeValue> of(String what, String participantId, Instant at) {
        return Map.of(
                Items.PENDING,
                Items.text(what),
                Index.GSI2.partition(),
                Items.text(Keys.due(Keys.shard(participantId))),
                Index.GSI2.sort(),
                Items.time(at.plus(GRACE)));
    }

    /** Removes the marker; the item is no longer due. */
    public static Write.Update clear(Key key, Check unchanged) {
        return new Write.Update(key, Map.of(), ALL, unchanged);
    }

    /** Removes the marker; the item is due again at the given time. */
    public static Write.Update clear(Key key, Instant dueAgain, Check unchanged) {
        return new Write.Update(key, Map.of(Index.GSI2.sort(), Items.time(dueAgain)), Set.of(Items.PENDING), unchanged);
    }
}
