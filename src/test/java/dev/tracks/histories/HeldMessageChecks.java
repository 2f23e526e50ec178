package dev.tracks.histories;

import dev.tracks.store.table.MemoryTable.Image;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Checks messages that wait for delivery hours, and when their items are due. */
final class HeldMessageChecks {
    private static final List<String> HOLDS =
            List.of("confirmationHeldUntil", "invitationHeldUntil", "reminderHeldUntil");

    private HeldMessageChecks() {}

    /** When the item's held messages are to be delivered. */
    static Stream<String> until(Map<String, AttributeValue> item) {
        return HOLDS.stream().map(name -> StoredItems.text(item, name)).filter(text -> !text.isEmpty());
    }

    /**
     * An item with the {@code pending} marker is always in the index; any other one is there under the first time at
     * which it is due.
     */
    static void check(Image image) {
        Map<String, AttributeValue> item = image.after().orElse(Map.of());
        String dueAt = StoredItems.text(item, StoredItems.DUE_AT);
        boolean right = item.containsKey(StoredItems.PENDING)
                ? !dueAt.isEmpty()
                : dueAt.equals(first(item).orElse(""));
        if (!right || dueAt.isEmpty() == item.containsKey(StoredItems.DUE)) {
            throw new Violation(
                    Invariant.DUE_INDEX, image.key() + " is due at " + dueAt + ", should be at " + first(item));
        }
    }

    private static Optional<String> first(Map<String, AttributeValue> item) {
        boolean open = StoredItems.text(item, "status").equals("pending");
        String reminder = StoredItems.text(item, "remindAt");
        Stream<String> byTime =
                open ? Stream.of(reminder.isEmpty() ? StoredItems.text(item, "expiresAt") : reminder) : Stream.of();
        return Stream.concat(until(item), byTime).min(Comparator.naturalOrder());
    }
}
