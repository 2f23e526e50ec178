package dev.tracks.store.item;

import dev.tracks.store.table.Check;
import dev.tracks.store.table.Condition;
import dev.tracks.store.table.ItemReader;
import dev.tracks.store.table.ItemWriter;
import dev.tracks.store.table.Items;
import dev.tracks.store.table.Write;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.Stored;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The common attributes of items that admins edit: version, time and author of the last change. */
public final class StoredItem {
    private StoredItem() {}

    public static <T> Stored<T> read(Map<String, AttributeValue> item, Function<Map<String, AttributeValue>, T> value) {
        ItemReader reader = new ItemReader(item);
        return new Stored<>(
                value.apply(item),
                reader.number(Items.VERSION),
                reader.time(Items.UPDATED_AT),
                reader.text(Items.UPDATED_BY));
    }

    /** Puts the item of a change, with an optimistic lock: the item must be new, or have the version that was read. */
    public static Write.Put put(ItemWriter item, Change<?> change, Condition isNew, Condition unchanged) {
        Check check = change.readVersion()
                .map(version -> Check.version(unchanged, version))
                .orElseGet(() -> Check.of(isNew));
        return put(item, change, check);
    }

    public static Write.Put put(ItemWriter item, Change<?> change, Check check) {
        item.number(Items.VERSION, change.nextVersion())
                .time(Items.UPDATED_AT, change.at())
                .text(Items.UPDATED_BY, change.by());
        return new Write.Put(item.build(), check);
    }
}
