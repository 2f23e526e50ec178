package dev.tracks.store;

import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.message.MessageText;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.Participant;
import dev.tracks.domain.record.StepReached;
import dev.tracks.store.item.EnrollmentItem;
import dev.tracks.store.item.InvitationItem;
import dev.tracks.store.item.MessageItem;
import dev.tracks.store.item.UndeliverableItem;
import dev.tracks.store.item.person.ParticipantItem;
import dev.tracks.store.item.person.ParticipantReader;
import dev.tracks.store.item.person.SuppressedAddressItem;
import dev.tracks.store.table.Check;
import dev.tracks.store.table.Condition;
import dev.tracks.store.table.ItemReader;
import dev.tracks.store.table.ItemWriter;
import dev.tracks.store.table.Items;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Table;
import dev.tracks.store.table.Write;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.message.DeliveryRecords;
import dev.tracks.usecase.message.JoinToken;
import dev.tracks.usecase.message.Outage;
import dev.tracks.usecase.message.OutgoingMessage;
import dev.tracks.usecase.message.Refusal;
import dev.tracks.usecase.message.StoredMessage;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Stores messages' delivery records in the items that contain the messages. */
@Singleton
public final class TableDeliveryRecords implements DeliveryRecords {
    private final Table table;
    private final ParticipantReader participants;

    public TableDeliveryRecords(Table table, ParticipantReader participants) {
        this.table = table;
        this.participants = participants;
    }

    @Override
    public Optional<StoredMessage> find(MessageRef ref) {
        Key key = MessageItem.key(ref);
        Key person = Keys.participant(ref.participantId());
        Key suppressed = Keys.suppressedAddress(ref.participantId());
        Map<Key, Map<String, AttributeValue>> items = table.batchGet(List.of(key, person, suppressed, Keys.OUTAGE));
        Optional<Participant> to = notErased(items.get(person));
        Map<String, AttributeValue> item = items.get(key);
        if (to.isEmpty() || item == null || isAboutErased(ref, item)) {
            return Optional.empty();
        }
        Optional<Outage> outage = Optional.ofNullable(items.get(Keys.OUTAGE)).flatMap(TableChannelState::outage);
        Optional<String> addressError =
                SuppressedAddressItem.error(Optional.ofNullable(items.get(suppressed)), to.get());
        return outgoing(ref, to.get(), item)
                .map(message ->
                        new StoredMessage(message.withAddressError(addressError), obsoleteAt(ref, item), outage));
    }

    private static Optional<OutgoingMessage> outgoing(
            MessageRef ref, Participant to, Map<String, AttributeValue> item) {
        return switch (ref.kind()) {
            case CONFIRMATION -> confirmation(ref, to, item);
            case INVITATION, REMINDER -> invitation(ref, to, item);
            case TEST -> Optional.of(TableTestMessages.outgoing(ref, to, item));
        };
    }

    private static Optional<Instant> obsoleteAt(MessageRef ref, Map<String, AttributeValue> item) {
        return switch (ref.kind()) {
            case INVITATION, REMINDER -> Optional.of(InvitationItem.read(item).expiresAt());
            case CONFIRMATION, TEST -> Optional.empty();
        };
    }

    /** Empty if the enrollment has been cancelled: its confirmation would be wrong. */
    private static Optional<OutgoingMessage> confirmation(
            MessageRef ref, Participant to, Map<String, AttributeValue> item) {
        return EnrollmentItem.confirmation(item)
                .filter(message -> EnrollmentItem.read(item).status() != EnrollmentStatus.CANCELLED)
                .map(message -> new OutgoingMessage(
                                ref,
                                to,
                                message.text(),
                                Optional.empty(),
                                MessageItem.isSettled(ref.kind(), item),
                                new ItemReader(item).optionalTime(EnrollmentItem.RESENT_AT))
                        .withMailSubject(message.mailSubject()));
    }

    /** Empty if the invitation is no longer open: it needs no message. */
    private static Optional<OutgoingMessage> invitation(
            MessageRef ref, Participant to, Map<String, AttributeValue> item) {
        Invitation invitation = InvitationItem.read(item);
        if (invitation.status() != InvitationStatus.PENDING) {
            return Optional.empty();
        }
        OutgoingMessage.Button button =
                new OutgoingMessage.Button(invitation.joinButtonText(), JoinToken.of(invitation));
        boolean settled = MessageItem.isSettled(ref.kind(), item);
        Optional<Instant> resentAt = ref.kind() == MessageKind.INVITATION ? invitation.resentAt() : Optional.empty();
        MessageText message = ref.kind() == MessageKind.REMINDER
                ? MessageText.reminder(invitation.texts())
                : MessageText.invitation(invitation.texts());
        return Optional.of(new OutgoingMessage(ref, to, message.text(), Optional.of(button), settled, resentAt)
                .withMailSubject(message.mailSubject()));
    }

    private Optional<Participant> notErased(Map<String, AttributeValue> item) {
        return Optional.ofNullable(item)
                .filter(person -> !person.containsKey(ParticipantItem.ERASED_AT))
                .map(participants::read);
    }

    /** Whether the message is about another person who has been erased: a manager's message names their report. */
    private boolean isAboutErased(MessageRef ref, Map<String, AttributeValue> item) {
        if (ref.kind() == MessageKind.TEST) {
            return false;
        }
        return new ItemReader(item)
                .source("source")
                .cause()
                .map(StepReached::participantId)
                .filter(participantId -> !participantId.equals(ref.participantId()))
                .flatMap(participantId -> table.get(Keys.participant(participantId)))
                .filter(person -> person.containsKey(ParticipantItem.ERASED_AT))
                .isPresent();
    }

    @Override
    public boolean claim(MessageRef ref, Instant now, Instant staleBefore) {
        MessageKind kind = ref.kind();
        Check unclaimed = new Check(
                Condition.MESSAGE_UNCLAIMED,
                Map.of(
                        "#delivered", MessageItem.deliveredAt(kind),
                        "#failed", MessageItem.failedAt(kind),
                        "#claimed", MessageItem.claimedAt(kind)),
                Map.of(":staleBefore", Items.time(staleBefore)));
        Map<String, AttributeValue> claimed = Map.of(MessageItem.claimedAt(kind), Items.time(now));
        return table.write(List.of(new Write.Update(MessageItem.key(ref), claimed, Set.of(), unclaimed)))
                == WriteResult.WRITTEN;
    }

    @Override
    public WriteResult recordDelivered(MessageRef ref, Instant claimedAt, Instant at, Optional<String> channelId) {
        return record(
                ref,
                claimedAt,
                ItemWriter.map()
                        .time(MessageItem.deliveredAt(ref.kind()), at)
                        .text(MessageItem.channelId(ref.kind()), channelId));
    }

    @Override
    public WriteResult recordRefused(MessageRef ref, Instant claimedAt, Refusal refusal) {
        return table.write(UndeliverableItem.record(ref, refusal, claimed(ref, claimedAt)));
    }

    @Override
    public WriteResult hold(MessageRef ref, Instant until) {
        Optional<Write> hold = table.get(MessageItem.key(ref))
                .filter(item -> !item.containsKey(Items.PENDING) && !MessageItem.isSettled(ref.kind(), item))
                .flatMap(item -> hold(ref.kind(), item, until));
        return hold.map(write -> table.write(List.of(write))).orElse(WriteResult.CONDITION_FAILED);
    }

    private static Optional<Write> hold(MessageKind kind, Map<String, AttributeValue> item, Instant until) {
        if (kind == MessageKind.CONFIRMATION) {
            return Optional.of(EnrollmentItem.held(item, until));
        }
        boolean open = InvitationItem.read(item).status() == InvitationStatus.PENDING;
        return open ? Optional.of(InvitationItem.held(item, kind, until)) : Optional.empty();
    }

    @Override
    public WriteResult release(MessageRef ref, Instant claimedAt) {
        Set<String> claim = Set.of(MessageItem.claimedAt(ref.kind()));
        return table.write(List.of(new Write.Update(MessageItem.key(ref), Map.of(), claim, claimed(ref, claimedAt))));
    }

    private WriteResult record(MessageRef ref, Instant claimedAt, ItemWriter attributes) {
        return table.write(
                List.of(new Write.Update(MessageItem.key(ref), attributes.build(), Set.of(), claimed(ref, claimedAt))));
    }

    private static Check claimed(MessageRef ref, Instant claimedAt) {
        return new Check(
                Condition.MESSAGE_CLAIMED,
                Map.of("#claimed", MessageItem.claimedAt(ref.kind())),
                Map.of(":claimed", Items.time(claimedAt)));
    }
}
