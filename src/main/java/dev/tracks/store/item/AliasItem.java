package dev.tracks.store.item;

import dev.tracks.domain.record.Aliases;
import dev.tracks.store.table.Check;
import dev.tracks.store.table.Condition;
import dev.tracks.store.table.ItemWriter;
import dev.tracks.store.table.Items;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Write;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An alias as an item that leads to the person who has it. The person's item lists the keys of its aliases ({@link
 * #LISTED}), so that a save writes and deletes exactly those that differ; a record without the list was written before
 * aliases existed.
 */
public final class AliasItem {
    /** The attribute of a person's item with the partition keys of the person's aliases. */
    public static final String LISTED = "aliases";

    private static final String OWNER = "participantId";

    private AliasItem() {}

    /** The list of a person's item. */
    public static List<String> listed(Aliases aliases) {
        return aliases.all().stream().map(alias -> Keys.alias(alias).pk()).toList();
    }

    public static String owner(Map<String, AttributeValue> item) {
        return item.get(OWNER).s();
    }

    /** The writes of a transaction that replaces the listed aliases by others. */
    public static Stream<Write> replaced(String participantId, List<String> before, List<String> after) {
        Check check = new Check(
                Condition.ALIAS_IS_FREE, Map.of("#owner", OWNER), Map.of(":owner", Items.text(participantId)));
        Stream<Write> added = after.stream()
                .filter(pk -> !before.contains(pk))
                .map(pk -> new Write.Put(
                        ItemWriter.at(key(pk)).text(OWNER, participantId).build(), check));
        Stream<Write> removed =
                before.stream().filter(pk -> !after.contains(pk)).map(pk -> new Write.Delete(key(pk), check));
        return Stream.concat(added, removed);
    }

    private static Key key(String pk) {
        return new Key(pk, Keys.ALIAS_SORT);
    }
}
