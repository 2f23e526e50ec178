package dev.tracks.store;

import dev.tracks.domain.record.Alias;
import dev.tracks.domain.record.Participant;
import dev.tracks.store.item.StoredItem;
import dev.tracks.store.item.person.AliasItem;
import dev.tracks.store.item.person.LookupItems;
import dev.tracks.store.item.person.ParticipantItem;
import dev.tracks.store.item.person.ParticipantReader;
import dev.tracks.store.item.person.SuppressedAddressItem;
import dev.tracks.store.table.Condition;
import dev.tracks.store.table.Index;
import dev.tracks.store.table.Items;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Table;
import dev.tracks.store.table.Write;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.people.Participants;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Stores participants in the table. */
@Singleton
public final class TableParticipants implements Participants {
    /** DynamoDB ends a page at one megabyte, which is fewer people. */
    private static final int PAGE = 10_000;

    private final Table table;
    private final ParticipantReader participants;

    public TableParticipants(Table table, ParticipantReader participants) {
        this.table = table;
        this.participants = participants;
    }

    @Override
    public Optional<Stored<Participant>> participant(String participantId) {
        return table.get(Keys.participant(participantId)).map(item -> StoredItem.read(item, participants::read));
    }

    @Override
    public Current current(String participantId) {
        return table.get(Keys.participant(participantId)).map(this::current).orElse(Current.NONE);
    }

    private Current current(Map<String, AttributeValue> item) {
        Stored<Participant> stored = StoredItem.read(item, participants::read);
        Optional<List<String>> lookups = LookupItems.listed(item);
        boolean upToDate = lookups.equals(Optional.of(LookupItems.of(stored.value())));
        return new Current(
                Optional.of(stored), ParticipantItem.isErased(Optional.of(item)), lookups.orElse(List.of()), upToDate);
    }

    @Override
    public Map<Alias, String> owners(Collection<Alias> aliases) {
        if (aliases.isEmpty()) {
            return Map.of();
        }
        Map<Key, Map<String, AttributeValue>> items =
                table.batchGet(aliases.stream().map(Keys::alias).toList());
        return aliases.stream()
                .filter(alias -> items.containsKey(Keys.alias(alias)))
                .collect(Collectors.toMap(alias -> alias, alias -> AliasItem.owner(items.get(Keys.alias(alias)))));
    }

    @Override
    public Map<String, String> names(Collection<String> participantIds) {
        if (participantIds.isEmpty()) {
            return Map.of();
        }
        Set<Key> keys = participantIds.stream().map(Keys::participant).collect(Collectors.toSet());
        return table.batchGet(keys).values().stream()
                .filter(item -> !ParticipantItem.isErased(Optional.of(item)))
                .map(participants::read)
                .collect(Collectors.toMap(Participant::id, Participant::name));
    }

    @Override
    public Optional<String> find(List<Alias> aliases, Optional<String> participantId) {
        List<Key> owners = aliases.stream().map(Keys::alias).toList();
        Optional<Key> person = participantId.map(Keys::participant);
        Map<Key, Map<String, AttributeValue>> items =
                table.batchGet(Stream.concat(owners.stream(), person.stream()).toList());
        return Stream.concat(
                        owners.stream().filter(items::containsKey).map(key -> AliasItem.owner(items.get(key))),
                        person
                                .map(items::get)
                                .filter(item -> !ParticipantItem.isErased(Optional.of(item)))
                                .flatMap(item -> participantId)
                                .stream())
                .findFirst();
    }

    @Override
    public Slice slice(int from, int count) {
        // Only the keys are kept: all people can be more than fits into memory.
        List<Key> all = IntStream.range(0, Keys.SHARDS)
                .mapToObj(shard -> Table.Query.prefix(Index.GSI1, Keys.people(shard), ""))
                .flatMap(query -> Pages.all(table, query.page(PAGE, Optional.empty())))
                .filter(item -> !ParticipantItem.isErased(Optional.of(item)))
                .map(Items::key)
                .sorted(Comparator.comparing(Key::pk))
                .toList();
        List<Key> wanted = all.stream().skip(from).limit(count).toList();
        return new Slice(people(wanted), all.size());
    }

    private List<Stored<Participant>> people(List<Key> keys) {
        Map<Key, Map<String, AttributeValue>> items = Pages.items(table, keys.stream());
        return keys.stream()
                .map(items::get)
                .filter(item -> item != null && !ParticipantItem.isErased(Optional.of(item)))
                .map(item -> StoredItem.read(item, participants::read))
                .toList();
    }

    @Override
    public WriteResult save(Change<Participant> change, Current replaced) {
        Participant participant = change.value();
        Write record = StoredItem.put(
                ParticipantItem.writer(participant),
                change,
                Condition.PARTICIPANT_IS_NEW,
                Condition.PARTICIPANT_UNCHANGED);
        Stream<Write> lookups = LookupItems.replaced(participant.id(), replaced.lookups(), LookupItems.of(participant));
        Stream<Write> suppression =
                SuppressedAddressItem.deleted(replaced.stored().map(Stored::value), participant);
        return table.write(Stream.of(Stream.of(record), lookups, suppression)
                .flatMap(writes -> writes)
                .toList());
    }
}
