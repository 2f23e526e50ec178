package dev.tracks.store.item;

import dev.tracks.domain.track.Track;
import dev.tracks.domain.track.TrackStatus;
import dev.tracks.store.table.ItemReader;
import dev.tracks.store.table.ItemWriter;
import dev.tracks.store.table.Keys;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A track as an item. */
public final class TrackItem {
    private TrackItem() {}

    public static ItemWriter writer(Track track) {
        return ItemWriter.at(Keys.track(track.id()))
                .text("id", track.id())
                .text("title", track.title())
                .text("description", track.description())
                .name("status", track.status())
                .texts("managers", track.managers());
    }

    public static Track read(Map<String, AttributeValue> item) {
        ItemReader reader = new ItemReader(item);
        return new Track(
                reader.text("id"),
                reader.text("title"),
                reader.text("description"),
                reader.name("status", TrackStatus.class),
                reader.texts("managers"));
    }
}
