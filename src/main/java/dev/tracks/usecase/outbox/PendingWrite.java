package dev.tracks.usecase.outbox;

import dev.tracks.usecase.outbox.DueItem.Pending;
import java.time.Duration;
import java.util.Optional;

/**
 * An item that was written with the {@code pending} marker.
 *
 * @param before the item's previous image, if that was unpublished
 */
public record PendingWrite(Pending item, Optional<Pending> before) implements UnpublishedWrite {
    @Override
    public String key() {
        return item.key();
    }

    @Override
    public Optional<RuntimeException> publish(StreamPublisher publisher, Duration age) {
        return publisher.publish(this, age);
    }
}
