package dev.tracks.store;

import dev.tracks.store.table.Check;
import dev.tracks.store.table.Condition;
import dev.tracks.store.table.ItemReader;
import dev.tracks.store.table.ItemWriter;
import dev.tracks.store.table.Items;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Table;
import dev.tracks.store.table.Write;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.message.ChannelState;
import dev.tracks.usecase.message.Outage;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Stores the state of the channel: one item for its outage, and one for each turn. They stay when nothing is wrong. */
@Singleton
public final class TableChannelState implements ChannelState {
    private static final String SINCE = "since";
    private static final String ERROR = "error";
    private static final String NEXT = "next";

    private final Table table;

    public TableChannelState(Table table) {
        this.table = table;
    }

    @Override
    public Optional<Outage> outage() {
        return table.get(Keys.OUTAGE).flatMap(TableChannelState::outage);
    }

    /** Empty if the outage of the item is over. */
    static Optional<Outage> outage(Map<String, AttributeValue> item) {
        ItemReader reader = new ItemReader(item);
        return reader.optionalTime(SINCE).map(since -> new Outage(since, reader.text(ERROR)));
    }

    /**
     * If a conflict prevents it, the next message finds the channel down. No condition on the error alone: without the
     * time it means nothing, and the next outage replaces it.
     */
    @Override
    public void begin(Outage outage) {
        ItemWriter error = ItemWriter.map().text(ERROR, outage.error());
        Map<String, AttributeValue> set =
                ItemWriter.map().time(SINCE, outage.since()).all(error.build()).build();
        Check none = new Check(Condition.OUTAGE_IS_NEW, Map.of("#since", SINCE), Map.of());
        if (table.write(List.of(new Write.Update(Keys.OUTAGE, set, Set.of(), none))) != WriteResult.WRITTEN) {
            table.write(List.of(new Write.Update(Keys.OUTAGE, error.build(), Set.of(), Check.of(Condition.ALWAYS))));
        }
    }

    /**
     * If a conflict prevents it, the next probe finds the channel working. No condition: a process ends only the outage
     * that it has read. A later one begins after the next probe, and the interval of probes is longer than any process
     * may run.
     */
    @Override
    public void end() {
        Check always = Check.of(Condition.ALWAYS);
        table.write(List.of(new Write.Update(Keys.OUTAGE, Map.of(), Set.of(SINCE, ERROR), always)));
    }

    @Override
    public boolean take(String turn, Instant now, Duration interval) {
        Check due = new Check(Condition.TURN_IS_DUE, Map.of("#next", NEXT), Map.of(":now", Items.time(now)));
        Map<String, AttributeValue> next = Map.of(NEXT, Items.time(now.plus(interval)));
        return table.write(List.of(new Write.Update(Keys.turn(turn), next, Set.of(), due))) == WriteResult.WRITTEN;
    }
}
