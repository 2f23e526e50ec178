package dev.tracks.store.job;

import dev.tracks.domain.decision.Run;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.StepReached;
import dev.tracks.store.Pages;
import dev.tracks.store.item.EnrollmentItem;
import dev.tracks.store.item.RunItem;
import dev.tracks.store.item.person.ParticipantItem;
import dev.tracks.store.table.Index;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Table;
import dev.tracks.usecase.job.undo.Chain;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads from the table what followed from a run. */
@Singleton
public final class TableChain implements Chain {
    private final Table table;

    public TableChain(Table table) {
        this.table = table;
    }

    @Override
    public Optional<Run> run(StepReached cause) {
        return table.get(Keys.run(cause)).map(RunItem::read);
    }

    @Override
    public List<Run> runs(String participantId, EnrollmentRef source) {
        return Pages.all(table, Table.Query.prefix(Index.TABLE, Keys.user(participantId), Keys.runs(source)))
                .map(RunItem::read)
                .toList();
    }

    @Override
    public Optional<Instance> instance(String participantId, EnrollmentRef ref) {
        Key instance = Keys.enrollment(participantId, ref);
        Key person = Keys.participant(participantId);
        Map<Key, Map<String, AttributeValue>> items = table.batchGet(List.of(instance, person));
        boolean erased = ParticipantItem.isErased(Optional.ofNullable(items.get(person)));
        return Optional.ofNullable(items.get(instance)).map(item -> new Instance(EnrollmentItem.stored(item), erased));
    }

    @Override
    public List<Invitation> invitations(String participantId, String trackId) {
        return Pages.invitations(table, participantId, trackId);
    }
}
