package dev.tracks.store;

import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageText;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.Participant;
import dev.tracks.domain.record.StepReached;
import dev.tracks.store.item.EnrollmentItem;
import dev.tracks.store.item.InvitationItem;
import dev.tracks.store.item.MessageItem;
import dev.tracks.store.item.person.ParticipantItem;
import dev.tracks.store.item.person.ParticipantReader;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Table;
import dev.tracks.store.table.Write;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.invite.Invitations;
import dev.tracks.usecase.message.JoinToken;
import dev.tracks.usecase.outbox.OpenInvitations;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Stores invitations and their answers in the table. */
@Singleton
public final class TableInvitations implements Invitations, OpenInvitations {
    private final Table table;
    private final ParticipantReader participants;

    public TableInvitations(Table table, ParticipantReader participants) {
        this.table = table;
        this.participants = participants;
    }

    @Override
    public Reading read(JoinToken token) {
        String trackId = token.invitation().trackId();
        Key invitation = key(token.participantId(), token.invitation());
        Key invitee = Keys.participant(token.participantId());
        Key participant = Keys.participant(token.cause().participantId());
        Key source =
                Keys.enrollment(token.cause().participantId(), token.cause().sourceInstance());
        Key first = Keys.enrollment(token.participantId(), new EnrollmentRef(trackId, 1));
        Map<Key, Map<String, AttributeValue>> items =
                table.batchGet(List.of(invitation, invitee, participant, source, first));
        return new Reading(
                Optional.ofNullable(items.get(invitation)).map(InvitationItem::read),
                Optional.ofNullable(items.get(invitee)).map(participants::read),
                Optional.ofNullable(items.get(participant)).map(participants::read),
                Optional.ofNullable(items.get(source)).map(EnrollmentItem::read),
                Optional.ofNullable(items.get(first)).map(EnrollmentItem::read));
    }

    @Override
    public Optional<Invitation> invitation(String participantId, InvitationRef ref) {
        return table.get(key(participantId, ref)).map(InvitationItem::read);
    }

    @Override
    public boolean isSettled(String participantId, InvitationRef ref) {
        return table.get(key(participantId, ref))
                .filter(item -> MessageItem.isSettled(MessageKind.INVITATION, item))
                .isPresent();
    }

    @Override
    public List<Invitation> invitations(String participantId, String trackId) {
        return Pages.invitations(table, participantId, trackId);
    }

    @Override
    public List<Enrollment> instances(String participantId, String trackId) {
        return Pages.instances(table, participantId, trackId);
    }

    @Override
    public Optional<Participant> participant(String participantId) {
        return table.get(Keys.participant(participantId)).map(participants::read);
    }

    @Override
    public WriteResult save(Invitation invitation, String by) {
        return table.write(List.of(InvitationItem.changed(invitation, by)));
    }

    @Override
    public WriteResult accept(Invitation accepted, Enrollment enrollment, Optional<MessageText> confirmation) {
        String by = accepted.participantId();
        String reachedBy =
                enrollment.source().cause().map(StepReached::participantId).orElse(by);
        List<Write> writes = new ArrayList<>(ParticipantItem.notErased(by, reachedBy));
        writes.add(InvitationItem.changed(accepted, by));
        writes.add(EnrollmentItem.put(enrollment, confirmation, by));
        return table.write(writes);
    }

    @Override
    public WriteResult recordReminder(Invitation invitation, Optional<Instant> heldUntil) {
        return table.write(List.of(InvitationItem.reminded(invitation, heldUntil)));
    }

    @Override
    public WriteResult resend(Invitation invitation, String by) {
        return table.write(InvitationItem.resent(invitation, by));
    }

    private static Key key(String participantId, InvitationRef ref) {
        return Keys.invitation(participantId, ref.trackId(), ref.number());
    }
}
