package dev.tracks.store;

import dev.tracks.domain.Track;
import dev.tracks.domain.TrackStatus;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A track as an item. */
final class TrackItem {
    private TrackItem() {}

    static ItemWriter writer(Track track) {
        return ItemWriter.at(Keys.track(track.id()))
                .text("id", track.id())
                .text("title", track.title())
                .text("description", track.description())
                .name("status", track.status())
                .texts("managers", track.managers());
    }

    static Track read(Map<String, AttributeValue> item) {
        ItemReader reader = new ItemReader(item);
        return new Track(
                reader.text("id"),
                reader.text("title"),
                reader.text("description"),
                reader.name("status", TrackStatus.class),
                reader.texts("managers"));
    }
}
