package dev.tracks.store;

import dev.tracks.domain.EnrollmentRef;
import dev.tracks.domain.InvitationStatus;
import dev.tracks.domain.Participant;
import dev.tracks.usecase.Letter;
import dev.tracks.usecase.Mailbox;
import dev.tracks.usecase.MessageKind;
import dev.tracks.usecase.MessageRef;
import dev.tracks.usecase.Written;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Messages, on the enrollments and invitations that they belong to. */
public final class TableMailbox implements Mailbox {
    private final Table table;

    public TableMailbox(Table table) {
        this.table = table;
    }

    @Override
    public Optional<Letter> open(MessageRef ref) {
        Key key = key(ref);
        Key person = Keys.participant(ref.participantId());
        Map<Key, Map<String, AttributeValue>> items = table.batchGet(List.of(key, person));
        Optional<Participant> to = Optional.ofNullable(items.get(person)).map(ParticipantItem::read);
        if (to.isEmpty() || !items.containsKey(key)) {
            return Optional.empty();
        }
        ItemReader item = new ItemReader(items.get(key));
        if (ref.kind() != MessageKind.CONFIRMATION && !isOpen(item)) {
            return Optional.empty();
        }
        Optional<String> button = ref.kind() == MessageKind.CONFIRMATION
                ? Optional.empty()
                : item.optionalText(InvitationItem.JOIN_BUTTON);
        return item.optionalText(textOf(ref.kind()))
                .map(text -> new Letter(ref, to.get(), text, button, item.has(delivered(ref))));
    }

    /** An invitation that was answered meanwhile needs no message any more. */
    private static boolean isOpen(ItemReader invitation) {
        return invitation.name("status", InvitationStatus.class) == InvitationStatus.PENDING;
    }

    private static Key key(MessageRef ref) {
        return ref.kind() == MessageKind.CONFIRMATION
                ? Keys.enrollment(ref.participantId(), new EnrollmentRef(ref.trackId(), ref.number()))
                : Keys.invitation(ref.participantId(), ref.trackId(), ref.number());
    }

    private static String textOf(MessageKind kind) {
        return kind == MessageKind.CONFIRMATION ? EnrollmentItem.CONFIRMATION : InvitationItem.MESSAGE;
    }

    @Override
    public boolean claim(MessageRef ref, Instant now, Instant staleBefore) {
        Check unclaimed = new Check(
                Condition.MESSAGE_UNCLAIMED,
                Map.of("#delivered", delivered(ref), "#claimed", claimed(ref)),
                Map.of(":staleBefore", Items.time(staleBefore)));
        Write claim = new Write.Update(key(ref), Map.of(claimed(ref), Items.time(now)), Set.of(), unclaimed);
        return table.write(List.of(claim)) == Written.DONE;
    }

    @Override
    public Written delivered(MessageRef ref, Instant at) {
        return table.write(List.of(new Write.Update(
                key(ref), Map.of(delivered(ref), Items.time(at)), Set.of(), Check.of(Condition.ALWAYS))));
    }

    private static String claimed(MessageRef ref) {
        return ref.kind().wireName() + "ClaimedAt";
    }

    private static String delivered(MessageRef ref) {
        return ref.kind().wireName() + "DeliveredAt";
    }
}
