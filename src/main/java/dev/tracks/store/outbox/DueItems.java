package dev.tracks.store.outbox;

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
import dev.tracks.store.table.Keys;
import dev.tracks.usecase.outbox.DueItem;
import dev.tracks.usecase.outbox.DueJob;
import dev.tracks.usecase.outbox.DueLane;
import dev.tracks.usecase.outbox.PendingJob;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads items as due items. */
public final class DueItems {
    private DueItems() {}

    /** The item as a due item; empty if it is neither pending nor due. */
    public static Optional<DueItem> due(Map<String, AttributeValue> item) {
        String sort = Items.optionalText(item, "SK").orElse("");
        try {
            if (item.containsKey(Items.PENDING)) {
                return Optional.of(pending(sort, item));
            }
            return item.containsKey(Index.GSI2.partition()) ? dueByTime(sort, item) : Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(unreadable(item, e));
        }
    }

    /** An item that could not be read. */
    static DueItem.Unreadable unreadable(Map<String, AttributeValue> item, RuntimeException failure) {
        return new DueItem.Unreadable(name(item), String.valueOf(failure.getMessage()));
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
                : new DueItem.Unreadable(name(item), "is pending, but nothing of its kind is published");
    }

    private static boolean isJob(Map<String, AttributeValue> item) {
        return Items.optionalText(item, "PK").equals(Optional.of(Keys.JOBS));
    }

    private static String name(Map<String, AttributeValue> item) {
        return Items.optionalText(item, "PK").orElse("?") + "/"
                + Items.optionalText(item, "SK").orElse("");
    }
}
