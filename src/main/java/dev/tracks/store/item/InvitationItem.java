package dev.tracks.store.item;

import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.Lineage;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.store.item.person.ParticipantItem;
import dev.tracks.store.table.Check;
import dev.tracks.store.table.Condition;
import dev.tracks.store.table.Index;
import dev.tracks.store.table.ItemReader;
import dev.tracks.store.table.ItemWriter;
import dev.tracks.store.table.Items;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.KeyParts;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Write;
import dev.tracks.usecase.outbox.ClosedInvitation;
import dev.tracks.usecase.outbox.DueItem;
import dev.tracks.usecase.outbox.DueItem.DueInvitation;
import dev.tracks.usecase.outbox.DueItem.DueMessage;
import dev.tracks.usecase.outbox.DueItem.PendingInvitation;
import dev.tracks.usecase.view.ListedInvitation;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An invitation as an item. It is also the outbox for its message: an open invitation is written with the {@code pending}
 * marker. A closed one is written without it: {@code relay} publishes it from the stream's record of the write, and sets
 * the marker only if that fails.
 */
public final class InvitationItem {
    private static final String INVITED = "invited";
    static final String MESSAGE = "message";
    static final String JOIN_BUTTON = "joinButtonText";
    private static final String REMINDER = "reminder";
    private static final String MAIL_SUBJECT = "mailSubject";

    private InvitationItem() {}

    /** Creates a new invitation. */
    public static Write.Put put(Invitation invitation, String by) {
        return new Write.Put(newItem(invitation, by), Check.of(Condition.INVITATION_IS_NEW));
    }

    public static Map<String, AttributeValue> newItem(Invitation invitation, String by) {
        String person = invitation.participantId();
        int shard = Keys.shard(person);
        return ItemWriter.at(Keys.invitation(person, invitation.trackId(), invitation.number()))
                .index(
                        Index.GSI1,
                        Keys.ofTrack(invitation.trackId(), shard),
                        Keys.INVITATION + Keys.time(invitation.createdAt()))
                .all(PendingMarker.of(INVITED, person, invitation.createdAt()))
                .text("participantId", person)
                .text("trackId", invitation.trackId())
                .number("number", invitation.number())
                .name("status", invitation.status())
                .text(MESSAGE, invitation.message())
                .text(JOIN_BUTTON, invitation.joinButtonText())
                .text(REMINDER, invitation.texts().reminder())
                .text(MAIL_SUBJECT, invitation.texts().mailSubject())
                .time("createdAt", invitation.createdAt())
                .time("expiresAt", invitation.expiresAt())
                .time("remindAt", invitation.remindAt())
                .source("source", invitation.source())
                .texts("lineage", invitation.lineage().trackIds())
                .list("trail", trail(invitation))
                .number(Items.VERSION, invitation.version())
                .time(Items.UPDATED_AT, invitation.createdAt())
                .text(Items.UPDATED_BY, by)
                .build();
    }

    /**
     * Updates status and trail. A closed invitation is no longer due: no message about it is sent. If it was still
     * unpublished, the record of this write is the only one that shows so.
     */
    public static Write.Update changed(Invitation invitation, String by) {
        ItemWriter change = change(invitation, by);
        if (invitation.status() == InvitationStatus.PENDING) {
            return update(invitation, change, Set.of());
        }
        Set<String> due = new HashSet<>(PendingMarker.ALL);
        due.add(MessageItem.heldUntil(MessageKind.INVITATION));
        due.add(MessageItem.heldUntil(MessageKind.REMINDER));
        return update(invitation, change, due);
    }

    /** Sets {@code pending} on a closed invitation that the stream could not publish. */
    public static Write.Update markPending(ClosedInvitation closed, Instant now) {
        return new Write.Update(
                Keys.invitation(
                        closed.participantId(),
                        closed.ref().trackId(),
                        closed.ref().number()),
                PendingMarker.of(PendingMarker.UNPUBLISHED, closed.participantId(), now),
                Set.of(),
                Check.version(Condition.INVITATION_UNCHANGED, closed.version()));
    }

    /**
     * Removes texts, channel ids, reasons of failed deliveries and evidence, and withdraws an open invitation, after its invitee or the person whom
     * it names was erased; empty if nothing is left to do.
     */
    public static Optional<Write> blanked(Map<String, AttributeValue> item, Instant at) {
        Invitation invitation = read(item);
        Invitation blank = invitation.blanked();
        Set<String> personal = new HashSet<>(Set.of(REMINDER, MAIL_SUBJECT));
        personal.addAll(MessageItem.personal(MessageKind.INVITATION));
        personal.addAll(MessageItem.personal(MessageKind.REMINDER));
        personal.retainAll(item.keySet());
        if (invitation.status() == InvitationStatus.PENDING) {
            Invitation withdrawn = blank.transitionTo(InvitationStatus.WITHDRAWN, TrailEntry.of(at, "withdrawn"));
            Write.Update change = changed(withdrawn, ParticipantItem.ERASED_NAME);
            personal.addAll(change.remove());
            Map<String, AttributeValue> set =
                    ItemWriter.map().all(change.set()).all(texts(blank).build()).build();
            return Optional.of(new Write.Update(change.key(), set, personal, change.check()));
        }
        Map<String, AttributeValue> set =
                texts(blank).list("trail", trail(blank)).build();
        Check unchanged = Check.version(Condition.INVITATION_UNCHANGED, invitation.version());
        return blank.equals(invitation) && personal.isEmpty()
                ? Optional.empty()
                : Optional.of(new Write.Update(Items.key(item), set, personal, unchanged));
    }

    private static ItemWriter texts(Invitation invitation) {
        return ItemWriter.map().text(MESSAGE, invitation.message()).text(JOIN_BUTTON, invitation.joinButtonText());
    }

    private static List<ItemWriter> trail(Invitation invitation) {
        return invitation.trail().stream().map(TrailItem::writer).toList();
    }

    /**
     * Removes the delivery record of its message, and sets the {@code pending} marker so that it is sent again. Neither
     * the message nor its reminder, which has the same text, is undeliverable any more.
     */
    public static List<Write> resent(Invitation invitation, String by) {
        ItemWriter change = change(invitation, by)
                .all(PendingMarker.of(INVITED, invitation.participantId(), lastEntry(invitation)));
        Set<String> remove = new HashSet<>(MessageItem.all(MessageKind.INVITATION));
        remove.addAll(MessageItem.refusal(MessageKind.REMINDER));
        return List.of(
                update(invitation, change, remove),
                UndeliverableItem.delete(MessageRef.of(MessageKind.INVITATION, invitation)),
                UndeliverableItem.delete(MessageRef.of(MessageKind.REMINDER, invitation)));
    }

    /**
     * Removes the {@code pending} marker. An open invitation is then due for a held message, its reminder or its
     * expiry, whichever is first.
     */
    public static Write.Update clearPending(PendingInvitation item) {
        Invitation invitation = item.invitation();
        Check unchanged = Check.version(Condition.INVITATION_UNCHANGED, invitation.version());
        Key key = Keys.invitation(invitation.participantId(), invitation.trackId(), invitation.number());
        return invitation.status() == InvitationStatus.PENDING
                ? PendingMarker.clear(key, next(invitation, item.heldUntil()), unchanged)
                : PendingMarker.clear(key, unchanged);
    }

    /** Records that the reminder was published; the invitation is then due for a held message or its expiry. */
    public static Write.Update reminded(Invitation invitation, Optional<Instant> heldUntil) {
        ItemWriter change = change(invitation, "sweep").time(Index.GSI2.sort(), next(invitation, heldUntil));
        return update(invitation, change, Set.of("remindAt"));
    }

    /** When an open invitation that is not pending is due next. */
    private static Instant next(Invitation invitation, Optional<Instant> heldUntil) {
        Instant byTime = invitation.remindAt().orElse(invitation.expiresAt());
        return heldUntil.filter(until -> until.isBefore(byTime)).orElse(byTime);
    }

    /**
     * Holds one of its messages until that time. This increments the version, because a process that read the
     * earlier version does not know the new due time.
     */
    public static Write.Update held(Map<String, AttributeValue> item, MessageKind kind, Instant until) {
        Invitation invitation = read(item);
        Map<MessageKind, Instant> held = MessageItem.held(item);
        held.put(kind, until);
        ItemWriter hold = ItemWriter.map()
                .time(MessageItem.heldUntil(kind), until)
                .time(Index.GSI2.sort(), next(invitation, MessageItem.first(held)))
                .number(Items.VERSION, invitation.version() + 1);
        Check unchanged = Check.version(Condition.INVITATION_UNCHANGED, invitation.version());
        return new Write.Update(Items.key(item), hold.build(), Set.of(), unchanged);
    }

    /** What the invitation is due for at its time in the index. */
    public static DueItem due(Map<String, AttributeValue> item) {
        Invitation invitation = read(item);
        Map<MessageKind, Instant> held = MessageItem.held(item);
        Optional<MessageKind> releasable = held.keySet().stream()
                .filter(kind -> item.get(MessageItem.heldUntil(kind)).equals(item.get(Index.GSI2.sort())))
                .findFirst();
        if (releasable.isEmpty()) {
            return new DueInvitation(invitation, MessageItem.first(held));
        }
        Instant until = held.remove(releasable.get());
        return new DueMessage(
                MessageItem.ref(releasable.get(), new ItemReader(item)),
                until,
                Optional.of(next(invitation, MessageItem.first(held))),
                invitation.version());
    }

    public static Write.Update clearHold(DueMessage item) {
        ItemWriter next = ItemWriter.map()
                .time(Index.GSI2.sort(), item.next().orElseThrow())
                .number(Items.VERSION, item.version() + 1);
        Set<String> hold = Set.of(MessageItem.heldUntil(item.message().kind()));
        Check unchanged = Check.version(Condition.INVITATION_UNCHANGED, item.version());
        return new Write.Update(MessageItem.key(item.message()), next.build(), hold, unchanged);
    }

    private static ItemWriter change(Invitation invitation, String by) {
        return ItemWriter.map()
                .name("status", invitation.status())
                .list("trail", trail(invitation))
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

    public static Invitation read(Map<String, AttributeValue> item) {
        ItemReader reader = new ItemReader(item);
        return new Invitation(
                reader.text("participantId"),
                new InvitationRef(reader.text("trackId"), (int) reader.number("number")),
                reader.name("status", InvitationStatus.class),
                new Invitation.Texts(
                        reader.text(MESSAGE),
                        reader.text(JOIN_BUTTON),
                        reader.optionalText(REMINDER),
                        reader.optionalText(MAIL_SUBJECT)),
                new Invitation.Times(
                        reader.time("createdAt"), reader.time("expiresAt"), reader.optionalTime("remindAt")),
                new Invitation.Origin(reader.source("source"), new Lineage(reader.texts("lineage"))),
                reader.maps("trail").stream().map(TrailItem::read).toList(),
                reader.number(Items.VERSION));
    }

    /** Whether the item, which need not be readable otherwise, stores an open invitation. */
    public static boolean isOpen(Map<String, AttributeValue> item) {
        return Items.optionalText(item, "status").equals(Optional.of(InvitationStatus.PENDING.wireName()));
    }

    /** The invitation of an entry of the first index. */
    public static ListedInvitation listed(Map<String, AttributeValue> entry) {
        ItemReader reader = new ItemReader(entry);
        KeyParts keys = new KeyParts(entry);
        return new ListedInvitation(
                keys.participantId(),
                keys.invitation(),
                reader.name("status", InvitationStatus.class),
                keys.time(Index.GSI1),
                reader.time(Items.UPDATED_AT),
                reader.source("source"));
    }

    public static PendingInvitation pending(Map<String, AttributeValue> item) {
        return new PendingInvitation(
                read(item), MessageItem.first(MessageItem.held(item)), MessageItem.mayBeReplaced(item));
    }
}
