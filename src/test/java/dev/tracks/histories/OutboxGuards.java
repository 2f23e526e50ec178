package dev.tracks.histories;

import dev.tracks.store.table.MemoryTable.Image;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.outbox.Outbox;
import dev.tracks.usecase.outbox.WrittenRun;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The guards of runs that the stream could not publish, disabled. */
final class OutboxGuards {
    private OutboxGuards() {}

    /** A run that relay leaves to the sweep gets no marker. */
    static Outbox unmarked(Outbox outbox) {
        return new PassingOutbox(outbox) {
            @Override
            public WriteResult markPending(WrittenRun run, Instant now) {
                return WriteResult.WRITTEN;
            }
        };
    }

    /** A run that was replaced before it got its marker is forgotten. */
    static Outbox replacedForgotten(Outbox outbox) {
        return new PassingOutbox(outbox) {
            @Override
            public WriteResult markPending(WrittenRun run, Instant now) {
                WriteResult result = super.markPending(run, now);
                return result == WriteResult.CONDITION_FAILED ? WriteResult.WRITTEN : result;
            }
        };
    }

    /** Nobody sees that the replaced version of a run was unpublished. */
    static Image publishedBefore(Image image) {
        return image.key().sk().startsWith(StoredItems.RUN)
                ? new Image(image.key(), image.before().map(OutboxGuards::withoutMarker), image.after())
                : image;
    }

    private static Map<String, AttributeValue> withoutMarker(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> without = new HashMap<>(item);
        without.remove(StoredItems.PENDING);
        return without;
    }
}
