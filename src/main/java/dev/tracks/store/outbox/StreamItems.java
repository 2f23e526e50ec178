package dev.tracks.store.outbox;

import dev.tracks.domain.decision.Run;
import dev.tracks.store.item.InvitationItem;
import dev.tracks.store.item.RunItem;
import dev.tracks.store.table.ItemReader;
import dev.tracks.store.table.Items;
import dev.tracks.store.table.KeyParts;
import dev.tracks.store.table.Keys;
import dev.tracks.usecase.outbox.ClosedInvitation;
import dev.tracks.usecase.outbox.DueItem;
import dev.tracks.usecase.outbox.PendingWrite;
import dev.tracks.usecase.outbox.UnpublishedWrite;
import dev.tracks.usecase.outbox.WrittenRun;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads the images of a record of the table's stream. */
public final class StreamItems {
    private StreamItems() {}

    /**
     * What must be published from this record; empty if the write is published with another one, or not at all.
     *
     * @param before the image before the write; empty if there was none
     */
    public static Optional<UnpublishedWrite> unpublished(
            Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        try {
            return writtenRun(before, after)
                    .<UnpublishedWrite>map(run -> run)
                    .or(() -> closedInvitation(before, after))
                    .or(() -> pending(before, after));
        } catch (RuntimeException e) {
            return Optional.of(DueItems.unreadable(after, e));
        }
    }

    /** An item with the {@code pending} marker. One that is only due by time has been published already. */
    private static Optional<UnpublishedWrite> pending(
            Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        return DueItems.due(after).flatMap(item -> {
            if (item instanceof DueItem.Unreadable unreadable) {
                return Optional.of(unreadable);
            }
            return item.pending().map(pending -> new PendingWrite(pending, pending(before)));
        });
    }

    private static Optional<DueItem.Pending> pending(Map<String, AttributeValue> item) {
        return DueItems.due(item).flatMap(DueItem::pending);
    }

    /**
     * The version of a run that was written, and must be published from this record; empty if the record shows something
     * else: an item with the {@code pending} marker, an update that keeps the run's version (its marker was cleared, its
     * evidence was removed, it was postponed), or a run with nothing to publish.
     *
     * @param before the image before the write; empty if there was none
     */
    public static Optional<WrittenRun> writtenRun(
            Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        boolean isRun = Items.optionalText(after, "SK").orElse("").startsWith(Keys.RUN);
        if (!isRun || after.containsKey(Items.PENDING) || version(before) == version(after)) {
            return Optional.empty();
        }
        Optional<DueItem.PendingRun> replaced =
                before.containsKey(Items.PENDING) ? readable(before).map(DueItem.PendingRun::new) : Optional.empty();
        Optional<Run> run = readable(after);
        boolean isPublished = run.isPresent()
                && (run.get().enrollment().isPresent() || run.get().invitation().isPresent());
        return isPublished && replaced.isEmpty()
                ? Optional.empty()
                : Optional.of(new WrittenRun(new ItemReader(after).cause(), version(after), run, replaced));
    }

    /**
     * The invitation that was closed, and must be published from this record; empty if the record shows something else:
     * an item with the {@code pending} marker, or an update that keeps the status (a message's delivery was recorded, its
     * marker was cleared, its texts were removed).
     *
     * @param before the image before the write; empty if there was none
     */
    public static Optional<ClosedInvitation> closedInvitation(
            Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        boolean isInvitation = Items.optionalText(after, "SK").orElse("").startsWith(Keys.INVITATION);
        boolean isClosed = InvitationItem.isOpen(before) && !InvitationItem.isOpen(after);
        if (!isInvitation || !isClosed || after.containsKey(Items.PENDING)) {
            return Optional.empty();
        }
        KeyParts keys = new KeyParts(after);
        return Optional.of(new ClosedInvitation(
                keys.participantId(),
                keys.invitation(),
                version(after),
                closed(after),
                before.containsKey(Items.PENDING)));
    }

    private static Optional<DueItem.PendingInvitation> closed(Map<String, AttributeValue> item) {
        try {
            return Optional.of(InvitationItem.pending(item));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private static long version(Map<String, AttributeValue> item) {
        return item.containsKey(Items.VERSION) ? new ItemReader(item).number(Items.VERSION) : 0;
    }

    private static Optional<Run> readable(Map<String, AttributeValue> item) {
        try {
            return Optional.of(RunItem.read(item));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }
}
