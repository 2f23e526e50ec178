package dev.tracks.store;

import dev.tracks.domain.WireName;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The mark of an item that is still to be handed over. The stream's mapping filters on it, and it stands in the index of
 * what is due, for the sweep.
 */
final class Pending {
    static final String STARTED = "enrolled";
    static final String ENDED = "ended";
    /** How long the stream has before the sweep takes over. */
    static final Duration GRACE = Duration.ofMinutes(1);
    /** How long the scheduler has after a run is due, on top of its precision of a minute. */
    static final Duration SCHEDULE_GRACE = Duration.ofMinutes(2);

    /** All attributes of the mark. */
    static final Set<String> ALL = Set.of(Items.PENDING, Index.GSI2.partition(), Index.GSI2.sort());

    private Pending() {}

    /** The mark of something written at that time. */
    static Map<String, AttributeValue> mark(String what, String participantId, Instant at) {
        return Map.of(
                Items.PENDING,
                Items.text(what),
                Index.GSI2.partition(),
                Items.text(Keys.due(Keys.shard(participantId))),
                Index.GSI2.sort(),
                Items.time(at.plus(GRACE)));
    }

    static Map<String, AttributeValue> mark(WireName what, String participantId, Instant at) {
        return mark(what.wireName(), participantId, at);
    }

    /** Takes the mark away; nothing is due any more. */
    static Write.Update taken(Key key, Check unchanged) {
        return new Write.Update(key, Map.of(), ALL, unchanged);
    }

    /** Takes the mark away; the item is due again at that time. */
    static Write.Update taken(Key key, Instant dueAgain, Check unchanged) {
        return new Write.Update(key, Map.of(Index.GSI2.sort(), Items.time(dueAgain)), Set.of(Items.PENDING), unchanged);
    }
}
