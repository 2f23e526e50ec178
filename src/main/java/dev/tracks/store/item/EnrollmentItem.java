package dev.tracks.store.item;

import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageText;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.Lineage;
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
import dev.tracks.usecase.Change;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.enroll.Enrollments.Confirmation;
import dev.tracks.usecase.outbox.DueItem.DueMessage;
import dev.tracks.usecase.outbox.DueItem.PendingEnrollment;
import dev.tracks.usecase.outbox.DueItem.PendingEnrollment.Unpublished;
import dev.tracks.usecase.view.ListedInstance;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An enrollment as an item. It is also the outbox for its confirmation and for the steps that its start reaches. */
public final class EnrollmentItem {
    public static final String CONFIRMATION = "confirmation";
    /** When the confirmation was last resent. */
    public static final String RESENT_AT = "confirmationResentAt";

    private static final String PROGRESS = "progress";
    /** Present, and true, only on an undone instance. */
    private static final String UNDONE = "undone";

    private static final String MAIL_SUBJECT = "mailSubject";

    private EnrollmentItem() {}

    /** Creates a new instance. */
    public static Write.Put put(Enrollment enrollment, Optional<MessageText> confirmation, String by) {
        return new Write.Put(newItem(enrollment, confirmation, by), Check.of(Condition.ENROLLMENT_IS_NEW));
    }

    private static Map<String, AttributeValue> newItem(
            Enrollment enrollment, Optional<MessageText> confirmation, String by) {
        String person = enrollment.participantId();
        int shard = Keys.shard(person);
        return ItemWriter.at(Keys.enrollment(person, enrollment.ref()))
                .index(
                        Index.GSI1,
                        Keys.ofTrack(enrollment.trackId(), shard),
                        Keys.ENROLLMENT + Keys.time(enrollment.startedAt()))
                .all(PendingMarker.of(PendingMarker.STARTED, person, enrollment.startedAt()))
                .text("participantId", person)
                .text("trackId", enrollment.trackId())
                .number("instance", enrollment.instance())
                .name("status", enrollment.status())
                .time("startedAt", enrollment.startedAt())
                .time("endedAt", enrollment.endedAt())
                .json(PROGRESS, enrollment.progress())
                .flagIf(UNDONE, enrollment.undone())
                .source("source", enrollment.source())
                .texts("lineage", enrollment.lineage().trackIds())
                .text(CONFIRMATION, confirmation.map(MessageText::text))
                .text(MAIL_SUBJECT, confirmation.flatMap(MessageText::mailSubject))
                .number(Items.VERSION, 1)
                .time(Items.UPDATED_AT, enrollment.startedAt())
                .text(Items.UPDATED_BY, by)
                .build();
    }

    /** Checks that the person has not started this instance. */
    public static Write notStarted(String participantId, EnrollmentRef next) {
        return new Write.ConditionCheck(Keys.enrollment(participantId, next), Check.of(Condition.NOT_STARTED_SINCE));
    }

    /** Updates status, end and progress; sets the {@code pending} marker if the instance has ended. */
    public static Write.Update changed(Change<Enrollment> change) {
        Enrollment enrollment = change.value();
        ItemWriter set = ItemWriter.map()
                .name("status", enrollment.status())
                .time("endedAt", enrollment.endedAt())
                .json(PROGRESS, enrollment.progress())
                .flagIf(UNDONE, enrollment.undone())
                .number(Items.VERSION, change.nextVersion())
                .time(Items.UPDATED_AT, change.at())
                .text(Items.UPDATED_BY, change.by());
        Map<String, AttributeValue> marker = new HashMap<>();
        if (enrollment.status() != EnrollmentStatus.ACTIVE) {
            marker.putAll(PendingMarker.of(PendingMarker.ENDED, enrollment.participantId(), change.at()));
        }
        // If the start is still unpublished, its marker stays, and the item is due as if it were set now. Publishing
        // it restores the time of a held confirmation, which is an attribute of the item.
        Map<String, AttributeValue> markerIfNone = new HashMap<>();
        Optional.ofNullable(marker.remove(Items.PENDING)).ifPresent(ended -> markerIfNone.put(Items.PENDING, ended));
        return new Write.Update(
                Keys.enrollment(enrollment.participantId(), enrollment.ref()),
                set.all(marker).build(),
                markerIfNone,
                Set.of(),
                Check.version(
                        Condition.ENROLLMENT_UNCHANGED, change.readVersion().orElseThrow()));
    }

    /**
     * Removes the delivery record of the confirmation, and sets the {@code pending} marker so that it is sent again. Must
     * not be used on an item with the marker.
     */
    public static Write.Update resent(Change<Enrollment> change) {
        Enrollment enrollment = change.value();
        boolean isActive = enrollment.status() == EnrollmentStatus.ACTIVE;
        String marker = isActive ? PendingMarker.RESENT : PendingMarker.RESENT_AFTER_END;
        ItemWriter set = ItemWriter.map()
                .all(PendingMarker.of(marker, enrollment.participantId(), change.at()))
                .time(RESENT_AT, change.at())
                .number(Items.VERSION, change.nextVersion())
                .time(Items.UPDATED_AT, change.at())
                .text(Items.UPDATED_BY, change.by());
        return new Write.Update(
                Keys.enrollment(enrollment.participantId(), enrollment.ref()),
                set.build(),
                MessageItem.all(MessageKind.CONFIRMATION),
                Check.version(
                        Condition.ENROLLMENT_UNCHANGED, change.readVersion().orElseThrow()));
    }

    /** How far the item's confirmation is. */
    public static Confirmation.State stateOfConfirmation(Map<String, AttributeValue> item) {
        if (!item.containsKey(CONFIRMATION)) {
            return Confirmation.State.NONE;
        }
        Optional<String> marker = Items.optionalText(item, Items.PENDING);
        if (marker.isEmpty()) {
            return Confirmation.State.PUBLISHED;
        }
        boolean isResent = unpublished(marker.get()).isResend();
        return isResent && !MessageItem.isSettled(MessageKind.CONFIRMATION, item)
                ? Confirmation.State.REQUESTED
                : Confirmation.State.UNPUBLISHED;
    }

    /** When a resend of the confirmation was last requested, if the message is neither delivered nor refused since. */
    public static Optional<Instant> resendRequestedAt(Map<String, AttributeValue> item) {
        return new ItemReader(item)
                .optionalTime(RESENT_AT)
                .filter(at -> !MessageItem.isSettled(MessageKind.CONFIRMATION, item));
    }

    /** Removes progress and message after the person was erased; empty if there are none. */
    public static Optional<Write> blanked(Map<String, AttributeValue> item) {
        boolean hasProgress = !read(item).progress().isEmpty();
        Map<String, AttributeValue> set = hasProgress ? Map.of(PROGRESS, Items.json(Map.of())) : Map.of();
        return without(item, set);
    }

    /** Removes the message after a person whom it names was erased; empty if there is none. */
    public static Optional<Write> withoutMessage(Map<String, AttributeValue> item) {
        return without(item, Map.of());
    }

    private static Optional<Write> without(Map<String, AttributeValue> item, Map<String, AttributeValue> set) {
        Set<String> message = new HashSet<>(MessageItem.personal(MessageKind.CONFIRMATION));
        message.addAll(Set.of(CONFIRMATION, MAIL_SUBJECT));
        message.retainAll(item.keySet());
        return set.isEmpty() && message.isEmpty()
                ? Optional.empty()
                : Optional.of(new Write.Update(Items.key(item), set, message, Check.of(Condition.ALWAYS)));
    }

    public static Enrollment read(Map<String, AttributeValue> item) {
        ItemReader reader = new ItemReader(item);
        return new Enrollment(
                reader.text("participantId"),
                new EnrollmentRef(reader.text("trackId"), (int) reader.number("instance")),
                reader.name("status", EnrollmentStatus.class),
                reader.time("startedAt"),
                reader.optionalTime("endedAt").map(at -> new Enrollment.End(at, reader.optionalFlag(UNDONE))),
                reader.json(PROGRESS),
                reader.source("source"),
                new Lineage(reader.texts("lineage")));
    }

    /** The instance of an entry of the first index. */
    public static ListedInstance listed(Map<String, AttributeValue> entry) {
        ItemReader reader = new ItemReader(entry);
        KeyParts keys = new KeyParts(entry);
        return new ListedInstance(
                keys.participantId(),
                keys.enrollment(),
                reader.name("status", EnrollmentStatus.class),
                keys.time(Index.GSI1),
                reader.optionalTime("endedAt"));
    }

    public static Stored<Enrollment> stored(Map<String, AttributeValue> item) {
        return StoredItem.read(item, EnrollmentItem::read);
    }

    /** The message that confirms the enrollment, if it has one. */
    public static Optional<MessageText> confirmation(Map<String, AttributeValue> item) {
        return Items.optionalText(item, CONFIRMATION)
                .map(text -> new MessageText(text, Items.optionalText(item, MAIL_SUBJECT)));
    }

    public static PendingEnrollment pending(Map<String, AttributeValue> item) {
        ItemReader reader = new ItemReader(item);
        return new PendingEnrollment(
                read(item),
                unpublished(reader.text(Items.PENDING)),
                reader.has(CONFIRMATION),
                reader.number(Items.VERSION),
                reader.optionalTime(MessageItem.heldUntil(MessageKind.CONFIRMATION)));
    }

    private static Unpublished unpublished(String marker) {
        return switch (marker) {
            case PendingMarker.STARTED -> Unpublished.START;
            case PendingMarker.RESENT -> Unpublished.RESEND;
            case PendingMarker.RESENT_AFTER_END -> Unpublished.RESEND_AFTER_END;
            default -> Unpublished.END;
        };
    }

    /**
     * Removes the {@code pending} marker if it is still present. If it is not, another process has cleared it, and a
     * message may be held since then.
     */
    public static Write.Update clearPending(PendingEnrollment item) {
        Enrollment enrollment = item.enrollment();
        Key key = Keys.enrollment(enrollment.participantId(), enrollment.ref());
        Check pending = new Check(
                Condition.ENROLLMENT_PENDING,
                Map.of("#version", Items.VERSION, "#pending", Items.PENDING),
                Map.of(":version", Items.number(item.version())));
        return item.heldUntil()
                .map(until -> PendingMarker.clear(key, until, pending))
                .orElseGet(() -> PendingMarker.clear(key, pending));
    }

    /** Holds the confirmation until that time. Must not be used on an item with the {@code pending} marker. */
    public static Write.Update held(Map<String, AttributeValue> item, Instant until) {
        ItemReader reader = new ItemReader(item);
        int shard = Keys.shard(reader.text("participantId"));
        ItemWriter hold = ItemWriter.map()
                .time(MessageItem.heldUntil(MessageKind.CONFIRMATION), until)
                .index(Index.GSI2, Keys.due(shard), Keys.time(until));
        Check unchanged = Check.version(Condition.ENROLLMENT_UNCHANGED, reader.number(Items.VERSION));
        return new Write.Update(Items.key(item), hold.build(), Set.of(), unchanged);
    }

    public static Optional<DueMessage> due(Map<String, AttributeValue> item) {
        ItemReader reader = new ItemReader(item);
        return reader.optionalTime(MessageItem.heldUntil(MessageKind.CONFIRMATION))
                .map(until -> new DueMessage(
                        MessageItem.ref(MessageKind.CONFIRMATION, reader),
                        until,
                        Optional.empty(),
                        reader.number(Items.VERSION)));
    }

    public static Write.Update clearHold(DueMessage item) {
        String held = MessageItem.heldUntil(MessageKind.CONFIRMATION);
        Check unchanged = new Check(
                Condition.CONFIRMATION_HELD,
                Map.of("#version", Items.VERSION, "#held", held),
                Map.of(":version", Items.number(item.version()), ":held", Items.time(item.heldUntil())));
        Set<String> remove = Set.of(held, Index.GSI2.partition(), Index.GSI2.sort());
        return new Write.Update(MessageItem.key(item.message()), Map.of(), remove, unchanged);
    }
}
