package dev.tracks.store;

import dev.tracks.domain.EnrollmentStatus;
import dev.tracks.domain.Invitation;
import dev.tracks.domain.InvitationStatus;
import dev.tracks.domain.Participant;
import dev.tracks.domain.StepReached;
import dev.tracks.usecase.JoinToken;
import dev.tracks.usecase.Letter;
import dev.tracks.usecase.Mailbox;
import dev.tracks.usecase.MessageKind;
import dev.tracks.usecase.MessageRef;
import dev.tracks.usecase.Written;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Messages, on the enrollments and invitations that they belong to. */
@Singleton
public final class TableMailbox implements Mailbox {
    private final Table table;

    public TableMailbox(Table table) {
        this.table = table;
    }

    @Override
    public Optional<Letter> open(MessageRef ref) {
        Key key = MessageItem.key(ref);
        Key person = Keys.participant(ref.participantId());
        Map<Key, Map<String, AttributeValue>> items = table.batchGet(List.of(key, person));
        Optional<Participant> to = alive(items.get(person));
        if (to.isEmpty() || !items.containsKey(key) || isAboutErased(ref, items.get(key))) {
            return Optional.empty();
        }
        return ref.kind() == MessageKind.CONFIRMATION
                ? confirmation(ref, to.get(), items.get(key))
                : invitation(ref, to.get(), items.get(key));
    }

    /** Whoever was taken out of the track before they were told is not told any more that they are in it. */
    private static Optional<Letter> confirmation(MessageRef ref, Participant to, Map<String, AttributeValue> item) {
        return Items.optionalText(item, EnrollmentItem.CONFIRMATION)
                .filter(text -> EnrollmentItem.read(item).status() != EnrollmentStatus.CANCELLED)
                .map(text -> new Letter(ref, to, text, Optional.empty(), MessageItem.isSettled(ref.kind(), item)));
    }

    /** An invitation that was answered meanwhile needs no message any more. */
    private static Optional<Letter> invitation(MessageRef ref, Participant to, Map<String, AttributeValue> item) {
        Invitation invitation = InvitationItem.read(item);
        if (invitation.status() != InvitationStatus.PENDING) {
            return Optional.empty();
        }
        Letter.Button button = new Letter.Button(invitation.joinButtonText(), JoinToken.of(invitation));
        boolean settled = MessageItem.isSettled(ref.kind(), item);
        Optional<Instant> resentAt = ref.kind() == MessageKind.INVITATION ? invitation.resentAt() : Optional.empty();
        return Optional.of(new Letter(ref, to, invitation.message(), Optional.of(button), settled, resentAt));
    }

    private static Optional<Participant> alive(Map<String, AttributeValue> item) {
        return Optional.ofNullable(item)
                .filter(person -> !person.containsKey(ParticipantItem.ERASED_AT))
                .map(ParticipantItem::read);
    }

    /** A manager's message names their report, who may have been erased meanwhile. */
    private boolean isAboutErased(MessageRef ref, Map<String, AttributeValue> item) {
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
                == Written.DONE;
    }

    @Override
    public Written delivered(MessageRef ref, Instant claimedAt, Instant at, Optional<String> channelId) {
        return note(
                ref,
                claimedAt,
                ItemWriter.map()
                        .time(MessageItem.deliveredAt(ref.kind()), at)
                        .text(MessageItem.channelId(ref.kind()), channelId));
    }

    @Override
    public Written refused(MessageRef ref, Instant claimedAt, Instant at, String error) {
        return note(
                ref,
                claimedAt,
                ItemWriter.map().time(MessageItem.failedAt(ref.kind()), at).text(MessageItem.error(ref.kind()), error));
    }

    @Override
    public Written hold(MessageRef ref, Instant until) {
        Optional<Write> hold = table.get(MessageItem.key(ref))
                .filter(item -> !item.containsKey(Items.PENDING) && !MessageItem.isSettled(ref.kind(), item))
                .flatMap(item -> hold(ref.kind(), item, until));
        return hold.map(write -> table.write(List.of(write))).orElse(Written.TAKEN);
    }

    private static Optional<Write> hold(MessageKind kind, Map<String, AttributeValue> item, Instant until) {
        if (kind == MessageKind.CONFIRMATION) {
            return Optional.of(EnrollmentItem.held(item, until));
        }
        boolean open = InvitationItem.read(item).status() == InvitationStatus.PENDING;
        return open ? Optional.of(InvitationItem.held(item, kind, until)) : Optional.empty();
    }

    @Override
    public Written release(MessageRef ref, Instant claimedAt) {
        Set<String> claim = Set.of(MessageItem.claimedAt(ref.kind()));
        return table.write(List.of(new Write.Update(MessageItem.key(ref), Map.of(), claim, claimed(ref, claimedAt))));
    }

    private Written note(MessageRef ref, Instant claimedAt, ItemWriter noted) {
        return table.write(
                List.of(new Write.Update(MessageItem.key(ref), noted.build(), Set.of(), claimed(ref, claimedAt))));
    }

    private static Check claimed(MessageRef ref, Instant claimedAt) {
        return new Check(
                Condition.MESSAGE_CLAIMED,
                Map.of("#claimed", MessageItem.claimedAt(ref.kind())),
                Map.of(":claimed", Items.time(claimedAt)));
    }
}
