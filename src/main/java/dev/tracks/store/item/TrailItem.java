package dev.tracks.store.item;

import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.store.table.ItemReader;
import dev.tracks.store.table.ItemWriter;

/** An entry of an invitation's trail as a map inside an item. */
final class TrailItem {
    private TrailItem() {}

    static ItemWriter writer(TrailEntry entry) {
        return ItemWriter.map()
                .time("at", entry.at())
                .text("decision", entry.decision())
                .text("reason", entry.reason().map(SkipReason::wireName))
                .json("evidence", entry.evidence());
    }

    static TrailEntry read(ItemReader entry) {
        return new TrailEntry(
                entry.time("at"),
                entry.text("decision"),
                entry.optionalName("reason", SkipReason.class),
                entry.json("evidence"));
    }
}
