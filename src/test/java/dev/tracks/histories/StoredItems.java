package dev.tracks.histories;

import dev.tracks.store.table.Key;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items as stored in the table, read without the store's own mapping. */
final class StoredItems {
    static final String ENROLLMENT = "ENROLLMENT#";
    static final String INVITATION = "INVITATION#";
    static final String RUN = "RUN#";
    static final String REMOVED_STEP = "REMOVED#";
    static final String ALIAS = "ALIAS";
    static final String WORD = "WORD#";
    static final String SUPPRESSED_ADDRESS = "SUPPRESSED";
    static final String PENDING = "pending";
    static final String DUE = "GSI2PK";
    static final String DUE_AT = "GSI2SK";

    /** Attributes that publishing and delivery write on an item without giving it a new version. */
    static final Set<String> FOLLOW_UP = Stream.concat(
                    Stream.of(PENDING, DUE, DUE_AT, "confirmationResentAt"),
                    Stream.of("confirmation", "invitation", "reminder")
                            .flatMap(kind -> Stream.of(
                                            "ClaimedAt",
                                            "DeliveredAt",
                                            "ChannelId",
                                            "FailedAt",
                                            "Error",
                                            "ErrorDetail",
                                            "HeldUntil")
                                    .map(kind::concat)))
            .collect(Collectors.toUnmodifiableSet());

    private StoredItems() {}

    static String text(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null ? "" : value.s();
    }

    static long version(Map<String, AttributeValue> item) {
        AttributeValue value = item.get("version");
        return value == null ? 0 : Long.parseLong(value.n());
    }

    static List<AttributeValue> list(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null ? List.of() : value.l();
    }

    /** A reference such as {@code {trackId, instance}}, as a string. */
    static Optional<String> ref(Map<String, AttributeValue> item, String name, String number) {
        return Optional.ofNullable(item.get(name))
                .map(AttributeValue::m)
                .map(map -> map.get("trackId").s() + "#" + map.get(number).n());
    }

    /** The identity of the cause, in a run item or a source. */
    static String cause(Map<String, AttributeValue> map) {
        return text(map, "participantId") + ":" + text(map, "trackId") + "#"
                + map.get("instance").n() + "/" + text(map, "stepId");
    }

    static Map<String, AttributeValue> source(Map<String, AttributeValue> item) {
        return item.get("source").m();
    }

    static boolean sameBut(Map<String, AttributeValue> before, Map<String, AttributeValue> after, Set<String> ignored) {
        return hasAll(before, after, ignored) && hasAll(after, before, ignored);
    }

    /** Without copies: it is called for each write, and histories have millions of them. */
    private static boolean hasAll(
            Map<String, AttributeValue> all, Map<String, AttributeValue> of, Set<String> ignored) {
        for (Map.Entry<String, AttributeValue> entry : of.entrySet()) {
            if (!ignored.contains(entry.getKey()) && !entry.getValue().equals(all.get(entry.getKey()))) {
                return false;
            }
        }
        return true;
    }

    /** In the table's time format: always with milliseconds. */
    static String time(Instant instant) {
        String text = instant.toString();
        return text.contains(".") ? text : text.replace("Z", ".000Z");
    }

    static String person(Key key) {
        return key.pk().startsWith("USER#") ? key.pk().substring("USER#".length()) : "";
    }

    /** Who reached the step that led to the item; empty if no step did. */
    static String about(Map<String, AttributeValue> item) {
        AttributeValue source = item.get("source");
        return source == null ? "" : text(source.m(), "participantId");
    }
}
