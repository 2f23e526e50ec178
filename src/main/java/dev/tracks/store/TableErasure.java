package dev.tracks.store;

import dev.tracks.domain.decision.Run;
import dev.tracks.domain.record.Aliases;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.Participant;
import dev.tracks.domain.record.ParticipantZone;
import dev.tracks.domain.record.StepReached;
import dev.tracks.store.item.EnrollmentItem;
import dev.tracks.store.item.InvitationItem;
import dev.tracks.store.item.RunItem;
import dev.tracks.store.item.person.LookupItems;
import dev.tracks.store.item.person.ParticipantItem;
import dev.tracks.store.item.person.SuppressedAddressItem;
import dev.tracks.store.table.Check;
import dev.tracks.store.table.Condition;
import dev.tracks.store.table.Index;
import dev.tracks.store.table.ItemReader;
import dev.tracks.store.table.Items;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Table;
import dev.tracks.store.table.Write;
import dev.tracks.usecase.ConcurrentUpdateException;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.people.Erasure;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Erases a person's data in the table. */
@Singleton
public final class TableErasure implements Erasure {
    private final Table table;

    public TableErasure(Table table) {
        this.table = table;
    }

    @Override
    public Optional<WriteResult> tombstone(String participantId, Instant at, Instant repeatAt, String by) {
        return table.get(Keys.participant(participantId)).map(item -> {
            long version = new ItemReader(item).number(Items.VERSION);
            Write tombstone = new Write.Put(
                    tombstone(participantId, version + 1, at, repeatAt, by),
                    Check.version(Condition.ERASED_AS_READ, version));
            Stream<Write> lookups =
                    LookupItems.replaced(participantId, LookupItems.listed(item).orElse(List.of()), List.of());
            return table.write(Stream.concat(Stream.of(tombstone), lookups).toList());
        });
    }

    private static Map<String, AttributeValue> tombstone(
            String participantId, long version, Instant at, Instant repeatAt, String by) {
        Participant erased = new Participant(
                participantId,
                ParticipantItem.ERASED_NAME,
                Aliases.NONE,
                Optional.empty(),
                ParticipantZone.of(ZoneOffset.UTC),
                Map.of(),
                false);
        return ParticipantItem.writer(erased)
                .texts(LookupItems.LISTED, List.of())
                .index(Index.GSI2, Keys.due(Keys.shard(participantId)), Keys.time(repeatAt))
                .time(ParticipantItem.ERASED_AT, at)
                .number(Items.VERSION, version)
                .time(Items.UPDATED_AT, at)
                .text(Items.UPDATED_BY, by)
                .build();
    }

    /** If an item cannot be written now, the others are still blanked. */
    @Override
    public Pass blank(String participantId, Instant at) {
        List<Map<String, AttributeValue>> items = Pages.all(
                        table, Table.Query.prefix(Index.TABLE, Keys.user(participantId), ""))
                .toList();
        Pass pass = Pass.CLEAN;
        for (Iterator<Write> writes =
                        items.stream().flatMap(item -> blanked(item, at)).iterator();
                writes.hasNext(); ) {
            boolean done = table.write(List.of(writes.next())) == WriteResult.WRITTEN;
            pass = done && pass != Pass.LEFT ? Pass.BLANKED : Pass.LEFT;
        }
        return pass;
    }

    /** The writes that blank the item and its effects on other people's items; none if there is nothing to blank. */
    private Stream<Write> blanked(Map<String, AttributeValue> item, Instant at) {
        String sort = Items.key(item).sk();
        if (sort.startsWith(Keys.ENROLLMENT)) {
            return EnrollmentItem.blanked(item).stream();
        }
        if (sort.startsWith(Keys.INVITATION)) {
            return InvitationItem.blanked(item, at).stream();
        }
        if (sort.startsWith(Keys.UNDELIVERABLE) || sort.startsWith(Keys.TEST)) {
            return Stream.of(new Write.Delete(Items.key(item), Check.of(Condition.ALWAYS)));
        }
        if (sort.equals(Keys.SUPPRESSED_ADDRESS)) {
            return Stream.of(SuppressedAddressItem.delete(Items.key(item)));
        }
        return sort.startsWith(Keys.RUN)
                ? Stream.concat(RunItem.blanked(item).stream(), effectsOnManager(RunItem.read(item), at))
                : Stream.empty();
    }

    /** The writes that blank the effects of the person's run on their manager's items. */
    private Stream<Write> effectsOnManager(Run run, Instant at) {
        return run.enrolleeId()
                .filter(enrolleeId -> !enrolleeId.equals(run.cause().participantId()))
                .map(enrolleeId -> Stream.concat(
                        run.enrollment().stream().flatMap(ref -> message(enrolleeId, ref)),
                        run.invitation().stream().flatMap(ref -> invitations(run.cause(), enrolleeId, ref, at))))
                .orElseGet(Stream::empty);
    }

    /** Blanks only the message, which names the erased person; the progress belongs to the enrollee. */
    private Stream<Write> message(String enrolleeId, EnrollmentRef ref) {
        return table.get(Keys.enrollment(enrolleeId, ref)).flatMap(EnrollmentItem::withoutMessage).stream();
    }

    /**
     * Blanks the invitation of the cause and those that followed it by inviting again, and the message of the instance
     * that the acceptance of one created.
     */
    private Stream<Write> invitations(StepReached cause, String enrolleeId, InvitationRef ref, Instant at) {
        Table.Query toTrack = Table.Query.prefix(Index.TABLE, Keys.user(enrolleeId), Keys.invitations(ref.trackId()));
        return Pages.all(table, toTrack)
                .filter(item -> InvitationItem.read(item).source().cause().equals(Optional.of(cause)))
                .flatMap(item -> Stream.concat(
                        InvitationItem.blanked(item, at).stream(),
                        InvitationItem.read(item).acceptedAs().stream()
                                .flatMap(accepted -> message(enrolleeId, accepted))));
    }

    @Override
    public void repeatAt(String participantId, Instant at) {
        updateMarker(participantId, Map.of(Index.GSI2.sort(), Items.time(at)), Set.of());
    }

    @Override
    public void repeated(String participantId) {
        updateMarker(participantId, Map.of(), Set.of(Index.GSI2.partition(), Index.GSI2.sort()));
    }

    private void updateMarker(String participantId, Map<String, AttributeValue> set, Set<String> remove) {
        Write marker = new Write.Update(Keys.participant(participantId), set, remove, Check.of(Condition.ALWAYS));
        if (table.write(List.of(marker)) != WriteResult.WRITTEN) {
            throw new ConcurrentUpdateException("erasure");
        }
    }
}
