package dev.tracks.store.item;

import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.Source;
import dev.tracks.store.table.ItemReader;
import dev.tracks.store.table.Items;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.Keys;
import dev.tracks.usecase.feedback.SentMail;
import dev.tracks.usecase.message.MessageEditor;
import dev.tracks.usecase.message.UndeliverableMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A message's delivery record: attributes of the item that contains the message, an enrollment, an invitation or a test,
 * named after the message's kind, such as {@code reminderDeliveredAt}. Writing them does not change the item's version, except for
 * holds of invitations.
 */
public final class MessageItem {
    /** How long a test is kept, and listed as undeliverable if it was refused. */
    public static final Duration TEST_KEPT = Duration.ofDays(1);

    private static final List<MessageKind> INVITATION_KINDS = List.of(MessageKind.INVITATION, MessageKind.REMINDER);

    private MessageItem() {}

    public static Key key(MessageRef ref) {
        return switch (ref.kind()) {
            case CONFIRMATION -> Keys.enrollment(ref.participantId(), new EnrollmentRef(ref.trackId(), ref.number()));
            case INVITATION, REMINDER -> Keys.invitation(ref.participantId(), ref.trackId(), ref.number());
            case TEST -> Keys.testMessage(ref.participantId(), ref.trackId(), ref.number());
        };
    }

    public static String claimedAt(MessageKind kind) {
        return kind.wireName() + "ClaimedAt";
    }

    public static String deliveredAt(MessageKind kind) {
        return kind.wireName() + "DeliveredAt";
    }

    /** The channel's id of the message. */
    public static String channelId(MessageKind kind) {
        return kind.wireName() + "ChannelId";
    }

    /** The ids of the invitation's messages that the channel can replace. */
    public static List<String> replaceable(Map<String, AttributeValue> item) {
        return INVITATION_KINDS.stream()
                .flatMap(kind -> Items.optionalText(item, channelId(kind)).stream())
                .filter(MessageEditor::canReplace)
                .toList();
    }

    /** Whether a message of the invitation is being sent, so that its id is not known yet. */
    public static boolean isBeingSent(Map<String, AttributeValue> item) {
        return INVITATION_KINDS.stream().anyMatch(kind -> item.containsKey(claimedAt(kind)) && !isSettled(kind, item));
    }

    /** Whether the person may see a message of the invitation that the channel can replace. */
    static boolean mayBeReplaced(Map<String, AttributeValue> item) {
        return isBeingSent(item) || !replaceable(item).isEmpty();
    }

    public static String failedAt(MessageKind kind) {
        return kind.wireName() + "FailedAt";
    }

    /** The error code of a message that its channel refused permanently, or about which it reported a failure. */
    public static String error(MessageKind kind) {
        return kind.wireName() + "Error";
    }

    /** The reason for the error in the channel's words. It can contain the recipient's address. */
    public static String errorDetail(MessageKind kind) {
        return kind.wireName() + "ErrorDetail";
    }

    /** The attributes with personal data, or that lead to them. */
    static Set<String> personal(MessageKind kind) {
        return Set.of(channelId(kind), errorDetail(kind));
    }

    /** When the hold of the message ends. */
    static String heldUntil(MessageKind kind) {
        return kind.wireName() + "HeldUntil";
    }

    /** All attributes of the delivery record. Without them, the message counts as never sent. */
    static Set<String> all(MessageKind kind) {
        return Set.of(
                claimedAt(kind),
                deliveredAt(kind),
                channelId(kind),
                failedAt(kind),
                error(kind),
                errorDetail(kind),
                heldUntil(kind));
    }

    /** The attributes of a refusal. */
    static Set<String> refusal(MessageKind kind) {
        return Set.of(failedAt(kind), error(kind), errorDetail(kind));
    }

    /** Whether the message was delivered or refused permanently. */
    public static boolean isSettled(MessageKind kind, Map<String, AttributeValue> item) {
        return item.containsKey(deliveredAt(kind)) || item.containsKey(failedAt(kind));
    }

    public static SentMail sentMail(MessageKind kind, Map<String, AttributeValue> item) {
        return new SentMail(
                Items.optionalText(item, channelId(kind)),
                new ItemReader(item).optionalTime(claimedAt(kind)).filter(claimed -> !isSettled(kind, item)),
                item.containsKey(failedAt(kind)));
    }

    /** The item's held messages, with the time when each hold ends. */
    static Map<MessageKind, Instant> held(Map<String, AttributeValue> item) {
        ItemReader reader = new ItemReader(item);
        Map<MessageKind, Instant> held = new EnumMap<>(MessageKind.class);
        for (MessageKind kind : MessageKind.values()) {
            reader.optionalTime(heldUntil(kind)).ifPresent(until -> held.put(kind, until));
        }
        return held;
    }

    /** When the first hold ends. */
    static Optional<Instant> first(Map<MessageKind, Instant> held) {
        return held.values().stream().min(Comparator.naturalOrder());
    }

    /** The item's messages that were refused permanently, or about which their channel reported a failure. */
    public static Stream<UndeliverableMessage> undeliverable(Map<String, AttributeValue> item) {
        ItemReader reader = new ItemReader(item);
        return Arrays.stream(MessageKind.values())
                .flatMap(kind -> reader
                        .optionalTime(failedAt(kind))
                        .map(at -> new UndeliverableMessage(
                                ref(kind, reader),
                                source(kind, reader),
                                at,
                                reader.text(error(kind)),
                                reader.optionalText(errorDetail(kind))))
                        .stream());
    }

    static MessageRef ref(MessageKind kind, ItemReader item) {
        String number = kind == MessageKind.CONFIRMATION ? "instance" : "number";
        return new MessageRef(kind, item.text("participantId"), item.text("trackId"), (int) item.number(number));
    }

    /**
     * The source of messages about an invitation is the invitation; that of a confirmation is the enrollment's source.
     */
    private static Source source(MessageKind kind, ItemReader item) {
        Source source = item.source("source");
        return kind == MessageKind.CONFIRMATION
                ? source
                : Source.invitation(source.cause().orElseThrow());
    }
}
