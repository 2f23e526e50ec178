package dev.tracks.store;

import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.Participant;
import dev.tracks.store.item.UndeliverableItem;
import dev.tracks.store.item.person.ParticipantReader;
import dev.tracks.store.table.Index;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Table;
import dev.tracks.usecase.message.Refusal;
import dev.tracks.usecase.view.Directory;
import dev.tracks.usecase.view.Undeliverables;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Reads the list of undeliverable messages from the table. */
@Singleton
public final class TableUndeliverables implements Undeliverables {
    private final Table table;
    private final ParticipantReader participants;

    public TableUndeliverables(Table table, ParticipantReader participants) {
        this.table = table;
        this.participants = participants;
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

    @Override
    public Map<String, String> names(Collection<String> participantIds) {
        if (participantIds.isEmpty()) {
            return Map.of();
        }
        Set<Key> keys = participantIds.stream().map(Keys::participant).collect(Collectors.toSet());
        return table.batchGet(keys).values().stream()
                .map(participants::read)
                .collect(Collectors.toMap(Participant::id, Participant::name));
    }
}
