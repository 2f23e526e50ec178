package dev.tracks.store.outbox;

import dev.tracks.domain.message.MessageKind;
import dev.tracks.store.Pages;
import dev.tracks.store.item.EnrollmentItem;
import dev.tracks.store.item.InvitationItem;
import dev.tracks.store.item.RemovedStepItem;
import dev.tracks.store.item.RunItem;
import dev.tracks.store.item.job.JobItem;
import dev.tracks.store.item.job.LaneItem;
import dev.tracks.store.table.Check;
import dev.tracks.store.table.Condition;
import dev.tracks.store.table.Index;
import dev.tracks.store.table.Items;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Table;
import dev.tracks.store.table.Write;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.outbox.ClosedInvitation;
import dev.tracks.usecase.outbox.DueItem;
import dev.tracks.usecase.outbox.DueJob;
import dev.tracks.usecase.outbox.DueLane;
import dev.tracks.usecase.outbox.Outbox;
import dev.tracks.usecase.outbox.PendingJob;
import dev.tracks.usecase.outbox.PendingLane;
import dev.tracks.usecase.outbox.WrittenRun;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads due items from the sparse index, and updates their {@code pending} markers and due times. */
@Singleton
public final class TableOutbox implements Outbox {
    private final Table table;

    public TableOutbox(Table table) {
        this.table = table;
    }

    @Override
    public Stream<DueItem> due(int shard, Instant now) {
        Table.Query entries = Table.Query.of(Index.GSI2, Keys.due(shard), Table.Range.UP_TO, Keys.time(now));
        return Pages.of(table, entries)
                .flatMap(page -> Pages.items(table, page.items()).stream())
                .filter(item -> isDue(item, now))
                .map(DueItems::due)
                .flatMap(Optional::stream);
    }

    /** An entry of the index can be older than its item, which is then due later, or not at all. */
    private static boolean isDue(Map<String, AttributeValue> item, Instant now) {
        return Items.optionalText(item, Index.GSI2.sort())
                .filter(time -> time.compareTo(Keys.time(now)) <= 0)
                .isPresent();
    }

    @Override
    public WriteResult clearPending(DueItem.PendingEnrollment item) {
        return table.write(List.of(EnrollmentItem.clearPending(item)));
    }

    @Override
    public WriteResult clearPending(DueItem.PendingInvitation item) {
        return table.write(List.of(InvitationItem.clearPending(item)));
    }

    @Override
    public WriteResult clearPending(DueItem.PendingRun item) {
        return table.write(List.of(RunItem.clearPending(item.run())));
    }

    @Override
    public WriteResult markPending(WrittenRun run, Instant now) {
        return table.write(List.of(RunItem.markPending(run.cause(), run.version(), now)));
    }

    @Override
    public WriteResult markPending(ClosedInvitation invitation, Instant now) {
        return table.write(List.of(InvitationItem.markPending(invitation, now)));
    }

    @Override
    public WriteResult clearPending(PendingJob item) {
        return table.write(List.of(JobItem.clearPending(item.job())));
    }

    @Override
    public WriteResult clearPending(PendingLane item) {
        return table.write(List.of(LaneItem.clearPending(item)));
    }

    @Override
    public WriteResult postpone(DueLane item, Instant now) {
        return table.write(List.of(LaneItem.postpone(item.lane(), now)));
    }

    @Override
    public WriteResult clearDue(DueJob item) {
        return table.write(List.of(JobItem.clearDue(item.job())));
    }

    @Override
    public WriteResult recordDeletedSchedules(DueItem.RemovedStep item, Optional<String> cursor) {
        return table.write(List.of(RemovedStepItem.deletedSchedules(item, cursor)));
    }

    @Override
    public WriteResult clearHold(DueItem.DueMessage item) {
        return table.write(List.of(
                item.message().kind() == MessageKind.CONFIRMATION
                        ? EnrollmentItem.clearHold(item)
                        : InvitationItem.clearHold(item)));
    }

    @Override
    public WriteResult postpone(DueItem.DueRun item, Instant until) {
        return table.write(List.of(new Write.Update(
                Keys.run(item.run().cause()),
                Map.of(Index.GSI2.sort(), Items.time(until)),
                Set.of(),
                Check.version(Condition.RUN_UNCHANGED, item.run().version()))));
    }
}
