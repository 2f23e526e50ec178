package dev.tracks.store.item;

import dev.tracks.domain.WireName;
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
 * The mark of an item that is still to be handed over. The stream's mapping filters on it, and it stands in the index of
 * what is due, for the sweep.
 */
public final class PendingMarker {
    public static final String STARTED = "enrolled";
    static final String ENDED = "ended";
    /** How long the stream has before the sweep takes over. */
    public static final Duration GRACE = Duration.ofMinutes(1);
    /** How long the scheduler has after a run is due, on top of its precision of a minute. */
    public static final Duration SCHEDULE_GRACE = Duration.ofMinutes(2);

    /** All attributes of the mark. */
    static final Set<String> ALL = Set.of(Items.PENDING, Index.GSI2.partition(), Index.GSI2.sort());

    private PendingMarker() {}

    /** The mark of something written at that time. */
    public static Map<String, AttributeValue> of(String what, String participantId, Instant at) {
        return Map.of(
                Items.PENDING,
                Items.text(what),
                Index.GSI2.partition(),
                Items.text(Keys.due(Keys.shard(participantId))),
                Index.GSI2.sort(),
                Items.time(at.plus(GRACE)));
    }

    static Map<String, AttributeValue> of(WireName what, String participantId, Instant at) {
        return of(what.wireName(), participantId, at);
    }

    /** Takes the mark away; nothing is due any more. */
    static Write.Update clear(Key key, Check unchanged) {
        return new Write.Update(key, Map.of(), ALL, unchanged);
    }

    /** Takes the mark away; the item is due again at that time. */
    static Write.Update clear(Key key, Instant dueAgain, Check unchanged) {
        return new Write.Update(key, Map.of(Index.GSI2.sort(), Items.time(dueAgain)), Set.of(Items.PENDING), unchanged);
    }
}
