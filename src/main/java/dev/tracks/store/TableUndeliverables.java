package dev.tracks.store;

import dev.tracks.domain.message.MessageRef;
import dev.tracks.store.item.UndeliverableItem;
import dev.tracks.store.table.Index;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Table;
import dev.tracks.usecase.message.Refusal;
import dev.tracks.usecase.view.Directory;
import dev.tracks.usecase.view.Undeliverables;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads the list of undeliverable messages from the table. */
@Singleton
public final class TableUndeliverables implements Undeliverables {
    private final Table table;

    public TableUndeliverables(Table table) {
        this.table = table;
    }

    @Override
    public Directory.Page<Undeliverable> undeliverable(
            Instant since, Predicate<Undeliverable> filter, int limit, Optional<String> cursor) {
        String from = Keys.time(since);
        return new ShardedList(
                        table,
                        shard -> Table.Query.of(Index.GSI1, Keys.undeliverable(shard), Table.Range.AT_LEAST, from))
                .matching(filter, limit, cursor, UndeliverableItem::read);
    }

    @Override
    public Optional<Refusal> refusal(MessageRef message) {
        return table.get(Keys.undeliverable(message))
                .map(UndeliverableItem::read)
                .map(Undeliverable::refusal);
    }
}
