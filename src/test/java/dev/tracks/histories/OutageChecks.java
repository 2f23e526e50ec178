package dev.tracks.histories;

import dev.tracks.store.table.Key;
import dev.tracks.store.table.MemoryTable.Image;
import dev.tracks.usecase.message.OutgoingMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Checks the recorded outages of the channel, and who sends a message meanwhile. */
final class OutageChecks {
    private static final Key OUTAGE = new Key("CHANNEL", "OUTAGE");
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    /** When the current outage was recorded, in the time of the simulation. */
    private OptionalLong recordedAt = OptionalLong.empty();

    static boolean concern(Key key) {
        return key.pk().equals(OUTAGE.pk());
    }

    void changed(Image image, HandlerInvocation invocation, long millis) {
        Map<String, AttributeValue> before = image.before().orElse(Map.of());
        Map<String, AttributeValue> after = image.after().orElse(Map.of());
        if (image.key().equals(OUTAGE)) {
            recorded(StoredItems.text(before, "since"), StoredItems.text(after, "since"), millis);
        } else {
            turn(StoredItems.text(before, "next"), StoredItems.text(after, "next"));
            invocation.hasTurn = true;
        }
    }

    private void recorded(String before, String after, long millis) {
        if (!before.isEmpty() && !after.isEmpty() && !before.equals(after)) {
            throw new Violation(Invariant.OUTAGE, "since " + before + ", then since " + after);
        }
        if (after.isEmpty()) {
            recordedAt = OptionalLong.empty();
        } else if (before.isEmpty()) {
            recordedAt = OptionalLong.of(millis);
        }
    }

    private static void turn(String before, String after) {
        Instant taken = Instant.parse(after).minus(INTERVAL);
        if (!before.isEmpty() && Instant.parse(before).isAfter(taken)) {
            throw new Violation(Invariant.PROBES, "a turn was taken at " + taken + ", the next one was at " + before);
        }
    }

    /** A handler that began after the outage was recorded has read it. */
    void sent(OutgoingMessage outgoing, HandlerInvocation invocation) {
        boolean hasRead = recordedAt.isPresent() && recordedAt.getAsLong() < invocation.startedAt;
        if (hasRead && !invocation.hasTurn) {
            throw new Violation(Invariant.PROBES, outgoing.ref().id() + " is sent out of turn");
        }
    }
}
