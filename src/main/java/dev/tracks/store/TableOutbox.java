package dev.tracks.store;

import dev.tracks.usecase.DueItem;
import dev.tracks.usecase.MessageKind;
import dev.tracks.usecase.Outbox;
import dev.tracks.usecase.Written;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What is still to be followed up, by the sparse index of due items. */
@Singleton
public final class TableOutbox implements Outbox {
    private final Table table;

    public TableOutbox(Table table) {
        this.table = table;
    }

    @Override
    public Stream<DueItem> due(int shard, Instant now) {
        return Pages.all(table, Table.Query.of(Index.GSI2, Keys.due(shard), Table.Range.UP_TO, Keys.time(now)))
                .map(StreamItems::due)
                .flatMap(Optional::stream);
    }

    @Override
    public Written handedOver(DueItem.PendingEnrollment item) {
        return table.write(List.of(EnrollmentItem.handedOver(item)));
    }

    @Override
    public Written handedOver(DueItem.PendingInvitation item) {
        return table.write(List.of(InvitationItem.handedOver(item)));
    }

    @Override
    public Written handedOver(DueItem.PendingRun item) {
        return table.write(List.of(RunItem.handedOver(item.run())));
    }

    @Override
    public Written cleaned(DueItem.RemovedStep item, Optional<String> cursor) {
        return table.write(List.of(RemovedStepItem.cleaned(item, cursor)));
    }

    @Override
    public Written opened(DueItem.DueMessage item) {
        return table.write(List.of(
                item.message().kind() == MessageKind.CONFIRMATION
                        ? EnrollmentItem.opened(item)
                        : InvitationItem.opened(item)));
    }

    @Override
    public Written postpone(DueItem.DueRun item, Instant until) {
        return table.write(List.of(new Write.Update(
                Keys.run(item.run().cause()),
                Map.of(Index.GSI2.sort(), Items.time(until)),
                Set.of(),
                Check.version(Condition.RUN_UNCHANGED, item.run().version()))));
    }
}
