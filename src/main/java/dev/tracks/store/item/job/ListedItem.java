package dev.tracks.store.item.job;

import dev.tracks.domain.record.PersonRef;
import dev.tracks.store.table.Check;
import dev.tracks.store.table.Condition;
import dev.tracks.store.table.ItemReader;
import dev.tracks.store.table.ItemWriter;
import dev.tracks.store.table.Items;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Write;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A part of a job's list of people. */
public final class ListedItem {
    private ListedItem() {}

    /** @param expiry when the list is deleted, in seconds since 1970 */
    public static Write.Put put(String jobId, int part, List<PersonRef> people, long expiry) {
        return new Write.Put(
                ItemWriter.at(Keys.listed(jobId, part))
                        .list("people", people.stream().map(UnitItem::write).toList())
                        .number(Items.EXPIRES_AT_EPOCH, expiry)
                        .build(),
                Check.of(Condition.ALWAYS));
    }

    public static List<PersonRef> read(Map<String, AttributeValue> item) {
        return new ItemReader(item)
                .maps("people").stream().map(UnitItem::person).toList();
    }
}
