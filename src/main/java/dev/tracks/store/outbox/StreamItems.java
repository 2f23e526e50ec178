package dev.tracks.store.outbox;

import dev.tracks.domain.decision.Run;
import dev.tracks.store.item.EnrollmentItem;
import dev.tracks.store.item.InvitationItem;
import dev.tracks.store.item.RemovedStepItem;
import dev.tracks.store.item.RunItem;
import dev.tracks.store.item.job.JobItem;
import dev.tracks.store.item.job.LaneItem;
import dev.tracks.store.item.person.ParticipantItem;
import dev.tracks.store.table.Index;
import dev.tracks.store.table.ItemReader;
import dev.tracks.store.table.Items;
import dev.tracks.store.table.KeyParts;
import dev.tracks.store.table.Keys;
import dev.tracks.usecase.outbox.ClosedInvitation;
import dev.tracks.usecase.outbox.DueItem;
import dev.tracks.usecase.outbox.DueJob;
import dev.tracks.usecase.outbox.DueLane;
import dev.tracks.usecase.outbox.PendingJob;
import dev.tracks.usecase.outbox.WrittenRun;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads due items from images of the stream and from the index of due items. */
public final class StreamItems {
    private StreamItems() {}

    /** The item as a due item; empty if it is neither pending nor due. */
    public static Optional<DueItem> due(Map<String, AttributeValue> item) {
        String sort = Items.optionalText(item, "SK").orElse("");
        try {
            if (item.containsKey(Items.PENDING)) {
                return Optional.of(pending(sort, item));
            }
            return item.containsKey(Index.GSI2.partition()) ? dueByTime(sort, item) : Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(new DueItem.Unreadable(name(item, sort), String.valueOf(e.getMessage())));
        }
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

    private static Optional<DueItem> dueByTime(String sort, Map<String, AttributeValue> item) {
        if (sort.startsWith(Keys.RUN)) {
            return Optional.of(new DueItem.DueRun(RunItem.read(item)));
        }
        if (item.containsKey(ParticipantItem.ERASED_AT)) {
            return Optional.of(new DueItem.DueErasure(new ItemReader(item).text("id")));
        }
        if (Items.optionalText(item, "PK").orElse("").startsWith(Keys.REMOVED_STEP)) {
            return Optional.of(RemovedStepItem.read(item));
        }
        if (sort.startsWith(Keys.ENROLLMENT)) {
            return EnrollmentItem.due(item).map(DueItem.class::cast);
        }
        if (sort.startsWith(Keys.LANE)) {
            return Optional.of(new DueLane(LaneItem.read(item)));
        }
        if (isJob(item)) {
            return Optional.of(new DueJob(JobItem.read(item)));
        }
        return sort.startsWith(Keys.INVITATION) ? Optional.of(InvitationItem.due(item)) : Optional.empty();
    }

    private static DueItem pending(String sort, Map<String, AttributeValue> item) {
        if (sort.startsWith(Keys.ENROLLMENT)) {
            return EnrollmentItem.pending(item);
        }
        if (sort.startsWith(Keys.INVITATION)) {
            return InvitationItem.pending(item);
        }
        if (sort.startsWith(Keys.RUN)) {
            return new DueItem.PendingRun(RunItem.read(item));
        }
        if (sort.startsWith(Keys.LANE)) {
            return LaneItem.pending(item);
        }
        return isJob(item)
                ? new PendingJob(JobItem.read(item))
                : new DueItem.Unreadable(name(item, sort), "is pending, but nothing of its kind is published");
    }

    private static boolean isJob(Map<String, AttributeValue> item) {
        return Items.optionalText(item, "PK").equals(Optional.of(Keys.JOBS));
    }

    private static String name(Map<String, AttributeValue> item, String sort) {
        return Items.optionalText(item, "PK").orElse("?") + "/" + sort;
    }
}
