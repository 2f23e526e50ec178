package dev.tracks.store;

import dev.tracks.domain.decision.Run;
import dev.tracks.domain.message.MessageText;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.StepReached;
import dev.tracks.store.item.AnswerItem;
import dev.tracks.store.item.EnrollmentItem;
import dev.tracks.store.item.InvitationItem;
import dev.tracks.store.item.RunItem;
import dev.tracks.store.item.person.ParticipantItem;
import dev.tracks.store.item.person.ParticipantReader;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Table;
import dev.tracks.store.table.Write;
import dev.tracks.usecase.SystemClock;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.enroll.IdempotentAnswer;
import dev.tracks.usecase.enroll.Ledger;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Stores runs, enrollments, invitations and idempotent answers in the table. */
@Singleton
public final class TableLedger implements Ledger {
    /** The value of {@code updatedBy} for items that a step wrote. */
    static final String STEP = "step";

    private final Table table;
    private final ParticipantReader participants;
    private final InstantSource clock;

    /** @param clock measures when answers expire; the use case that writes them uses the same clock */
    public TableLedger(Table table, ParticipantReader participants, @SystemClock InstantSource clock) {
        this.table = table;
        this.participants = participants;
        this.clock = clock;
    }

    @Override
    public Reading read(StepReached cause, Optional<String> destinationTrackId) {
        Key participant = Keys.participant(cause.participantId());
        Key source = Keys.enrollment(cause.participantId(), cause.sourceInstance());
        Key run = Keys.run(cause);
        Optional<Key> first = destinationTrackId.map(trackId -> first(cause.participantId(), trackId));
        List<Key> keys = new ArrayList<>(List.of(participant, source, run));
        first.ifPresent(keys::add);
        Map<Key, Map<String, AttributeValue>> items = table.batchGet(keys);
        return new Reading(
                Optional.ofNullable(items.get(participant)).map(participants::read),
                Optional.ofNullable(items.get(source)).map(EnrollmentItem::read),
                Optional.ofNullable(items.get(run)).map(RunItem::read),
                first.map(items::get).map(EnrollmentItem::read));
    }

    @Override
    public PersonReading readPerson(String participantId, Optional<String> trackId) {
        Key participant = Keys.participant(participantId);
        Optional<Key> first = trackId.map(id -> first(participantId, id));
        List<Key> keys = new ArrayList<>(List.of(participant));
        first.ifPresent(keys::add);
        Map<Key, Map<String, AttributeValue>> items = table.batchGet(keys);
        return new PersonReading(
                Optional.ofNullable(items.get(participant)).map(participants::read),
                first.map(items::get).map(EnrollmentItem::read));
    }

    private static Key first(String participantId, String trackId) {
        return Keys.enrollment(participantId, new EnrollmentRef(trackId, 1));
    }

    @Override
    public List<Enrollment> instances(String participantId, String trackId) {
        return Pages.instances(table, participantId, trackId);
    }

    @Override
    public List<Invitation> invitations(String participantId, String trackId) {
        return Pages.invitations(table, participantId, trackId);
    }

    @Override
    public WriteResult save(Run run) {
        return table.write(List.of(RunItem.put(run)));
    }

    @Override
    public WriteResult enroll(Run run, Enrollment enrollment, Optional<MessageText> confirmation) {
        List<Write> writes = new ArrayList<>(notErased(run, enrollment.participantId()));
        writes.add(RunItem.put(run));
        writes.add(EnrollmentItem.put(enrollment, confirmation, STEP));
        return table.write(writes);
    }

    @Override
    public WriteResult invite(Run run, Invitation invitation, EnrollmentRef next) {
        List<Write> writes = new ArrayList<>(notErased(run, invitation.participantId()));
        writes.add(RunItem.put(run));
        writes.add(InvitationItem.put(invitation, STEP));
        writes.add(EnrollmentItem.notStarted(invitation.participantId(), next));
        return table.write(writes);
    }

    @Override
    public WriteResult reinvite(Invitation invitation, Optional<Invitation> expired, EnrollmentRef next, String by) {
        String reachedBy = invitation.source().cause().orElseThrow().participantId();
        List<Write> writes = new ArrayList<>(ParticipantItem.notErased(reachedBy, invitation.participantId()));
        writes.add(InvitationItem.put(invitation, by));
        expired.ifPresent(earlier -> writes.add(InvitationItem.changed(earlier, by)));
        writes.add(EnrollmentItem.notStarted(invitation.participantId(), next));
        return table.write(writes);
    }

    /**
     * Checks that neither the enrollee nor the participant who reached the step, whom messages name, has been erased.
     */
    private static List<Write> notErased(Run run, String enrolleeId) {
        return ParticipantItem.notErased(run.cause().participantId(), enrolleeId);
    }

    @Override
    public WriteResult enrollDirectly(Enrollment enrollment, Optional<IdempotentAnswer> answer, String by) {
        List<Write> writes = new ArrayList<>(ParticipantItem.notErased(enrollment.participantId()));
        writes.add(EnrollmentItem.put(enrollment, Optional.empty(), by));
        answer.ifPresent(kept -> writes.add(AnswerItem.put(kept, now())));
        return table.write(writes);
    }

    @Override
    public WriteResult saveAnswer(IdempotentAnswer answer) {
        return table.write(List.of(AnswerItem.put(answer, now())));
    }

    @Override
    public Optional<IdempotentAnswer> answer(String subject, String key) {
        Instant now = now();
        return table.get(Keys.idempotency(subject, key))
                .map(AnswerItem::read)
                .filter(answer -> !answer.expiresAt().isBefore(now));
    }

    /** In whole milliseconds, because the condition on an answer compares milliseconds. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
