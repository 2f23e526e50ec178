package dev.tracks.histories;

import dev.tracks.store.table.MemoryTable.Image;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.outbox.ClosedInvitation;
import dev.tracks.usecase.outbox.Outbox;
import dev.tracks.usecase.outbox.WrittenRun;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The guards of runs and closed invitations that the stream could not publish, disabled. */
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

    /** A closed invitation that relay leaves to the sweep gets no marker. */
    static Outbox closedUnmarked(Outbox outbox) {
        return new PassingOutbox(outbox) {
            @Override
            public WriteResult markPending(ClosedInvitation invitation, Instant now) {
                return WriteResult.WRITTEN;
            }
        };
    }

    /** Nobody sees that the version before was unpublished. */
    static UnaryOperator<Image> publishedBefore(String items) {
        return image -> image.key().sk().startsWith(items)
                ? new Image(image.key(), image.before().map(OutboxGuards::withoutMarker), image.after())
                : image;
    }

    private static Map<String, AttributeValue> withoutMarker(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> without = new HashMap<>(item);
        without.remove(StoredItems.PENDING);
        return without;
    }
}
