package dev.tracks.store.item.person;

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
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An alias as an item that leads to the person who has it. */
public final class AliasItem {
    private static final String OWNER = "participantId";

    private AliasItem() {}

    /** The person's aliases, as partition keys of the items. */
    static List<String> keys(Aliases aliases) {
        return aliases.all().stream().map(alias -> Keys.alias(alias).pk()).toList();
    }

    public static String owner(Map<String, AttributeValue> item) {
        return item.get(OWNER).s();
    }

    static Write put(String participantId, String partition) {
        return new Write.Put(
                ItemWriter.at(key(partition)).text(OWNER, participantId).build(), isFree(participantId));
    }

    static Write delete(String participantId, String partition) {
        return new Write.Delete(key(partition), isFree(participantId));
    }

    private static Check isFree(String participantId) {
        return new Check(Condition.ALIAS_IS_FREE, Map.of("#owner", OWNER), Map.of(":owner", Items.text(participantId)));
    }

    private static Key key(String partition) {
        return new Key(partition, Keys.ALIAS_SORT);
    }
}
