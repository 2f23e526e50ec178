package dev.tracks.store.item;

import dev.tracks.store.table.Check;
import dev.tracks.store.table.Condition;
import dev.tracks.store.table.ItemReader;
import dev.tracks.store.table.ItemWriter;
import dev.tracks.store.table.Items;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Write;
import dev.tracks.usecase.message.Outage;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The state of the channel: its outage, and the turns that processes take. Both items stay when nothing is wrong. */
public final class ChannelItem {
    private static final String SINCE = "since";
    private static final String ERROR = "error";
    private static final String NEXT = "next";

    private ChannelItem() {}

    /** Empty if the item is missing, or its outage is over. */
    public static Optional<Outage> outage(Map<String, AttributeValue> item) {
        ItemReader reader = new ItemReader(item);
        return reader.optionalTime(SINCE).map(since -> new Outage(since, reader.text(ERROR)));
    }

    public static Write.Update begin(Outage outage) {
        ItemWriter set = ItemWriter.map().time(SINCE, outage.since()).text(ERROR, outage.error());
        Check none = new Check(Condition.OUTAGE_IS_NEW, Map.of("#since", SINCE), Map.of());
        return new Write.Update(Keys.OUTAGE, set.build(), Set.of(), none);
    }

    /**
     * Ends the outage. No condition: a process ends only the outage that it has read. A later one begins after the next
     * probe, and the interval of probes is longer than any process may run.
     */
    public static Write.Update end() {
        return new Write.Update(Keys.OUTAGE, Map.of(), Set.of(SINCE, ERROR), Check.of(Condition.ALWAYS));
    }

    /** Takes the turn; the next one is not before {@code next}. */
    public static Write.Update turn(String turn, Instant now, Instant next) {
        Check due = new Check(Condition.TURN_IS_DUE, Map.of("#next", NEXT), Map.of(":now", Items.time(now)));
        return new Write.Update(Keys.turn(turn), Map.of(NEXT, Items.time(next)), Set.of(), due);
    }
}
