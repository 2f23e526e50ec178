package dev.tracks.store;

import dev.tracks.domain.Invitation;
import dev.tracks.domain.InvitationStatus;
import dev.tracks.domain.Lineage;
import dev.tracks.usecase.DueItem.PendingInvitation;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An invitation as an item: also the outbox of its message. */
final class InvitationItem {
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
                .index(
                        Index.GSI2,
                        Keys.due(shard),
                        Keys.time(invitation.createdAt().plus(EnrollmentItem.GRACE)))
                .text(Items.PENDING, "invited")
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
