package dev.tracks.store.item.person;

import dev.tracks.domain.record.Participant;
import dev.tracks.domain.record.SearchWords;
import dev.tracks.store.table.Check;
import dev.tracks.store.table.Condition;
import dev.tracks.store.table.Index;
import dev.tracks.store.table.ItemWriter;
import dev.tracks.store.table.Items;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.KeyParts;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Write;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A search word of a person as an item; the first index lists the words of all people. */
public final class WordItem {
    /** Separates word and participant in the index's sort key; a word never contains it. */
    public static final char SEPARATOR = '#';

    /** Read only by the version before, to which a deployment may be rolled back: the key names the person. */
    private static final String PARTICIPANT = "participantId";

    private WordItem() {}

    /** The person's search words, as sort keys of the items. */
    static List<String> keys(Participant participant) {
        return SearchWords.of(participant).stream().map(Keys.WORD::concat).toList();
    }

    static Write put(String participantId, String sort) {
        String position = word(sort) + SEPARATOR + participantId;
        Map<String, AttributeValue> item = ItemWriter.at(key(participantId, sort))
                .index(Index.GSI1, Keys.words(Keys.shard(participantId)), position)
                .text(PARTICIPANT, participantId)
                .build();
        return new Write.Put(item, Check.of(Condition.ALWAYS));
    }

    static Write delete(String participantId, String sort) {
        return new Write.Delete(key(participantId, sort), Check.of(Condition.ALWAYS));
    }

    /** A position in the index's order of a shard, even if its word is not in this shard. */
    public static Map<String, AttributeValue> indexKey(int shard, String position) {
        int separator = position.lastIndexOf(SEPARATOR);
        return ItemWriter.at(key(position.substring(separator + 1), Keys.WORD + position.substring(0, separator)))
                .index(Index.GSI1, Keys.words(shard), position)
                .build();
    }

    public static String participantId(Map<String, AttributeValue> item) {
        return new KeyParts(item).participantId();
    }

    /** The word of an item. */
    public static String word(Map<String, AttributeValue> item) {
        return word(Items.key(item).sk());
    }

    /** The search words that a person's item lists. */
    public static Stream<String> listed(Map<String, AttributeValue> person) {
        return LookupItems.listed(person).orElse(List.of()).stream()
                .filter(WordItem::isKey)
                .map(WordItem::word);
    }

    static boolean isKey(String lookup) {
        return lookup.startsWith(Keys.WORD);
    }

    private static String word(String sort) {
        return sort.substring(Keys.WORD.length());
    }

    private static Key key(String participantId, String sort) {
        return new Key(Keys.user(participantId), sort);
    }
}
