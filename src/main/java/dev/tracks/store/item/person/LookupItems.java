package dev.tracks.store.item.person;

import dev.tracks.domain.record.Participant;
import dev.tracks.store.table.ItemReader;
import dev.tracks.store.table.Write;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The items by which a person is found: their aliases and their search words. The person's item lists them ({@link
 * #LISTED}), so that a save writes and deletes exactly those that differ, even if an earlier version of this program
 * derived others from the same record.
 */
public final class LookupItems {
    /**
     * The attribute of a person's item with the keys of these items. A record without it was written before they
     * existed.
     */
    public static final String LISTED = "lookups";

    private LookupItems() {}

    /** The list for a person's item. */
    public static List<String> of(Participant participant) {
        return Stream.concat(AliasItem.keys(participant.aliases()).stream(), WordItem.keys(participant).stream())
                .toList();
    }

    /** The list of a person's item, if it has one. */
    public static Optional<List<String>> listed(Map<String, AttributeValue> person) {
        ItemReader reader = new ItemReader(person);
        return reader.has(LISTED) ? Optional.of(reader.texts(LISTED)) : Optional.empty();
    }

    /** The writes of a transaction that replaces the listed items by others. */
    public static Stream<Write> replaced(String participantId, List<String> before, List<String> after) {
        Stream<Write> added =
                after.stream().filter(key -> !before.contains(key)).map(key -> put(participantId, key));
        Stream<Write> removed =
                before.stream().filter(key -> !after.contains(key)).map(key -> delete(participantId, key));
        return Stream.concat(added, removed);
    }

    private static Write put(String participantId, String key) {
        return WordItem.isKey(key) ? WordItem.put(participantId, key) : AliasItem.put(participantId, key);
    }

    private static Write delete(String participantId, String key) {
        return WordItem.isKey(key) ? WordItem.delete(participantId, key) : AliasItem.delete(participantId, key);
    }
}
