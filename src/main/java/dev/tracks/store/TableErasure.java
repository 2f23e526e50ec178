package dev.tracks.store;

import dev.tracks.domain.EnrollmentRef;
import dev.tracks.domain.Invitation;
import dev.tracks.domain.InvitationStatus;
import dev.tracks.domain.Participant;
import dev.tracks.domain.Run;
import dev.tracks.domain.TrailEntry;
import dev.tracks.usecase.Erasure;
import dev.tracks.usecase.StillContendedException;
import dev.tracks.usecase.Written;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Erases what the table holds about a person. */
@Singleton
public final class TableErasure implements Erasure {
    private static final String NAME = "Erased";

    private final Table table;

    public TableErasure(Table table) {
        this.table = table;
    }

    @Override
    public boolean tombstone(String participantId, Instant at, Instant repeatAt, String by) {
        Key key = Keys.participant(participantId);
        Optional<Map<String, AttributeValue>> item = table.get(key);
        if (item.isEmpty()) {
            return false;
        }
        Participant nobody = new Participant(
                participantId,
                NAME,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ZoneOffset.UTC,
                Map.of(),
                false);
        Map<String, AttributeValue> tombstone = ParticipantItem.writer(nobody)
                .index(Index.GSI2, Keys.due(Keys.shard(participantId)), Keys.time(repeatAt))
                .time(ParticipantItem.ERASED_AT, at)
                .number(Items.VERSION, new ItemReader(item.get()).number(Items.VERSION) + 1)
                .time(Items.UPDATED_AT, at)
                .text(Items.UPDATED_BY, by)
                .build();
        write(new Write.Put(tombstone, Check.of(Condition.ALWAYS)));
        return true;
    }

    @Override
    public void blank(String participantId, Instant at) {
        Pages.all(table, Table.Query.prefix(Index.TABLE, Keys.user(participantId), ""))
                .toList()
                .forEach(item -> blank(item, at));
    }

    @Override
    public void repeated(String participantId) {
        Set<String> mark = Set.of(Index.GSI2.partition(), Index.GSI2.sort());
        update(Keys.participant(participantId), Map.of(), mark, Check.of(Condition.ALWAYS));
    }

    private void blank(Map<String, AttributeValue> item, Instant at) {
        Key key = Items.key(item);
        if (key.sk().startsWith(Keys.ENROLLMENT)) {
            blankEnrollment(key, true);
        } else if (key.sk().startsWith(Keys.INVITATION)) {
            blankInvitation(item, at);
        } else if (key.sk().startsWith(Keys.RUN)) {
            blankRun(item, at);
        }
    }

    /** Another's progress is theirs; only their message names the person. */
    private void blankEnrollment(Key key, boolean own) {
        Map<String, AttributeValue> set = own ? Map.of("progress", Items.json(Map.of())) : Map.of();
        update(key, set, Set.of(EnrollmentItem.CONFIRMATION), Check.of(Condition.ALWAYS));
    }

    private void blankInvitation(Map<String, AttributeValue> item, Instant at) {
        Invitation invitation = InvitationItem.read(item);
        if (invitation.status() == InvitationStatus.PENDING) {
            Invitation withdrawn = invitation.then(InvitationStatus.WITHDRAWN, TrailEntry.of(at, "withdrawn"));
            write(InvitationItem.changed(withdrawn, NAME));
        }
        Map<String, AttributeValue> set = new HashMap<>();
        set.put(InvitationItem.MESSAGE, Items.text(""));
        set.put(InvitationItem.JOIN_BUTTON, Items.text(""));
        update(Items.key(item), set, Set.of(), Check.of(Condition.ALWAYS));
    }

    private void blankRun(Map<String, AttributeValue> item, Instant at) {
        Run run = RunItem.read(item);
        List<TrailEntry> blank = run.trail().stream()
                .map(entry -> new TrailEntry(entry.at(), entry.decision(), entry.reason(), Map.of()))
                .toList();
        Map<String, AttributeValue> set = ItemWriter.map()
                .json("evidence", Map.of())
                .list("trail", blank.stream().map(TrailItem::writer).toList())
                .build();
        update(Items.key(item), set, Set.of(), Check.version(Condition.RUN_UNCHANGED, run.version()));
        run.enrolleeId()
                .filter(enrollee -> !enrollee.equals(run.cause().participantId()))
                .ifPresent(enrollee -> blankOther(enrollee, run, at));
    }

    /** What the person's run led to for their manager. */
    private void blankOther(String enrolleeId, Run run, Instant at) {
        run.enrollment()
                .map(ref -> Keys.enrollment(enrolleeId, new EnrollmentRef(ref.trackId(), ref.instance())))
                .ifPresent(key -> blankEnrollment(key, false));
        run.invitation()
                .flatMap(ref -> table.get(Keys.invitation(enrolleeId, ref.trackId(), ref.number())))
                .ifPresent(invitation -> blankInvitation(invitation, at));
    }

    private void update(Key key, Map<String, AttributeValue> set, Set<String> remove, Check check) {
        write(new Write.Update(key, set, remove, check));
    }

    /** What could not be written now must not be taken for done: the tombstone stays due until all of it is. */
    private void write(Write write) {
        if (table.write(List.of(write)) != Written.DONE) {
            throw new StillContendedException("erasure");
        }
    }
}
