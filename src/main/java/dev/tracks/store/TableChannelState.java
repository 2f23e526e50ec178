package dev.tracks.store;

import dev.tracks.store.item.ChannelItem;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Table;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.message.ChannelState;
import dev.tracks.usecase.message.Outage;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Stores the state of the channel. */
@Singleton
public final class TableChannelState implements ChannelState {
    private final Table table;

    public TableChannelState(Table table) {
        this.table = table;
    }

    @Override
    public Optional<Outage> outage() {
        return table.get(Keys.OUTAGE).flatMap(ChannelItem::outage);
    }

    /** If a conflict prevents it, the next message finds the channel down. */
    @Override
    public void begin(Outage outage) {
        table.write(List.of(ChannelItem.begin(outage)));
    }

    /** If a conflict prevents it, the next probe finds the channel working. */
    @Override
    public void end() {
        table.write(List.of(ChannelItem.end()));
    }

    @Override
    public boolean take(String turn, Instant now, Duration interval) {
        return table.write(List.of(ChannelItem.turn(turn, now, now.plus(interval)))) == WriteResult.WRITTEN;
    }
}
