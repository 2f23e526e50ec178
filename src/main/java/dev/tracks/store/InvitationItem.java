package dev.tracks.store;

import dev.tracks.domain.Invitation;
import dev.tracks.domain.InvitationStatus;
import dev.tracks.domain.Lineage;
import dev.tracks.usecase.DueItem.PendingInvitation;
import dev.tracks.usecase.MessageKind;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An invitation as an item: also the outbox of its message. */
final class InvitationItem {
    private static final String INVITED = "invited";
    static final String MESSAGE = "message";
    static final String JOIN_BUTTON = "joinButtonText";

    private InvitationItem() {}

    static Map<String, AttributeValue> fresh(Invitation invitation, String by) {
        String person = invitation.participantId();
        int shard = Keys.shard(person);
        return ItemWriter.at(Keys.invitation(person, invitation.trackId(), invitation.number()))
                .index(
                        Index.GSI1,
                        Keys.ofTrack(invitation.trackId(), shard),
                        Keys.INVITATION + Keys.time(invitation.createdAt()))
                .all(Pending.mark(INVITED, person, invitation.createdAt()))
                .text("participantId", person)
                .text("trackId", invitation.trackId())
                .number("number", invitation.number())
                .name("status", invitation.status())
                .text(MESSAGE, invitation.message())
                .text(JOIN_BUTTON, invitation.joinButtonText())
                .time("createdAt", invitation.createdAt())
                .time("expiresAt", invitation.expiresAt())
                .time("remindAt", invitation.remindAt())
                .source("source", invitation.source())
                .texts("lineage", invitation.lineage().trackIds())
                .list(
                        "trail",
                        invitation.trail().stream().map(TrailItem::writer).toList())
                .number(Items.VERSION, invitation.version())
                .time(Items.UPDATED_AT, invitation.createdAt())
                .text(Items.UPDATED_BY, by)
                .build();
    }

    /** Writes what has happened to the invitation; that it is closed is to be handed over. */
    static Write.Update changed(Invitation invitation, String by) {
        ItemWriter change = change(invitation, by);
        if (invitation.status() != InvitationStatus.PENDING) {
            change.all(Pending.mark(invitation.status(), invitation.participantId(), lastEntry(invitation)));
        }
        return update(invitation, change, Set.of());
    }

    /** As if its message had not been delivered. */
    static Write.Update resent(Invitation invitation, String by) {
        ItemWriter change =
                change(invitation, by).all(Pending.mark(INVITED, invitation.participantId(), lastEntry(invitation)));
        return update(invitation, change, MessageItem.all(MessageKind.INVITATION));
    }

    /** After its message was handed over, it is due again for the reminder, or when it expires. */
    static Write.Update handedOver(Invitation invitation) {
        Check unchanged = Check.version(Condition.INVITATION_UNCHANGED, invitation.version());
        Key key = Keys.invitation(invitation.participantId(), invitation.trackId(), invitation.number());
        Instant next = invitation.remindAt().orElse(invitation.expiresAt());
        return invitation.status() == InvitationStatus.PENDING
                ? Pending.taken(key, next, unchanged)
                : Pending.taken(key, unchanged);
    }

    /** After its reminder was handed over, it is due again when it expires. */
    static Write.Update reminded(Invitation invitation) {
        ItemWriter change = change(invitation, "sweep").text(Index.GSI2.sort(), Keys.time(invitation.expiresAt()));
        return update(invitation, change, Set.of("remindAt"));
    }

    private static ItemWriter change(Invitation invitation, String by) {
        return ItemWriter.map()
                .name("status", invitation.status())
                .list(
                        "trail",
                        invitation.trail().stream().map(TrailItem::writer).toList())
                .number(Items.VERSION, invitation.version())
                .time(Items.UPDATED_AT, lastEntry(invitation))
                .text(Items.UPDATED_BY, by);
    }

    private static Instant lastEntry(Invitation invitation) {
        return invitation.trail().get(invitation.trail().size() - 1).at();
    }

    private static Write.Update update(Invitation invitation, ItemWriter change, Set<String> remove) {
        Key key = Keys.invitation(invitation.participantId(), invitation.trackId(), invitation.number());
        Check unchanged = Check.version(Condition.INVITATION_UNCHANGED, invitation.version() - 1);
        return new Write.Update(key, change.build(), remove, unchanged);
    }

    static Invitation read(Map<String, AttributeValue> item) {
        ItemReader reader = new ItemReader(item);
        return new Invitation(
                reader.text("participantId"),
                reader.text("trackId"),
                (int) reader.number("number"),
                reader.name("status", InvitationStatus.class),
                reader.text(MESSAGE),
                reader.text(JOIN_BUTTON),
                reader.time("createdAt"),
                reader.time("expiresAt"),
                reader.optionalTime("remindAt"),
                reader.source("source"),
                new Lineage(reader.texts("lineage")),
                reader.maps("trail").stream().map(TrailItem::read).toList(),
                reader.number(Items.VERSION));
    }

    static PendingInvitation pending(Map<String, AttributeValue> item) {
        return new PendingInvitation(read(item));
    }
}
