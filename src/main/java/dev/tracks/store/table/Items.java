package dev.tracks.store.table;

import dev.tracks.domain.JsonNumber;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Common attribute names, and conversions between values and attributes. */
public final class Items {
    public static final String VERSION = "version";
    public static final String UPDATED_AT = "updatedAt";
    public static final String UPDATED_BY = "updatedBy";
    /**
     * The {@code pending} marker: present while an item is unpublished; the stream's event source mapping filters on
     * it.
     */
    public static final String PENDING = "pending";
    /** The attribute of DynamoDB's time to live, in seconds since 1970. */
    public static final String EXPIRES_AT_EPOCH = "expiresAtEpoch";

    /**
     * Beginnings of the sort keys of the item types that may expire: only answers to an Idempotency-Key, test messages with
     * their entries in the list of undeliverable messages, and the lanes, rows and lists of jobs. Enrollments and runs must never expire, because "ever started" and "once per cause" depend on them.
     */
    private static final Set<String> MAY_EXPIRE =
            Set.of(Keys.ANSWER, Keys.TEST, Keys.UNDELIVERABLE_TEST, Keys.LANE, Keys.LISTED, Keys.ROW);

    private Items() {}

    /** @throws IllegalArgumentException if a time to live is set on an item that must not expire */
    static void requireMayExpire(Key key, Map<String, AttributeValue> attributes) {
        if (attributes.containsKey(EXPIRES_AT_EPOCH) && MAY_EXPIRE.stream().noneMatch(key.sk()::startsWith)) {
            throw new IllegalArgumentException("no time to live may be set on " + key);
        }
    }

    public static Key key(Map<String, AttributeValue> item) {
        return new Key(item.get("PK").s(), item.get("SK").s());
    }

    public static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }

    public static AttributeValue time(Instant instant) {
        return AttributeValue.fromS(Keys.time(instant));
    }

    public static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    /** Converts a JSON value: strings, numbers, booleans, lists, maps and null. */
    public static AttributeValue json(Object value) {
        if (value == null) {
            return AttributeValue.fromNul(true);
        }
        if (value instanceof String text) {
            return text(text);
        }
        if (value instanceof Boolean flag) {
            return AttributeValue.fromBool(flag);
        }
        if (value instanceof BigDecimal number) {
            return AttributeValue.fromN(number.toPlainString());
        }
        if (value instanceof Number number) {
            return AttributeValue.fromN(number.toString());
        }
        if (value instanceof List<?> list) {
            return AttributeValue.fromL(list.stream().map(Items::json).toList());
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, AttributeValue> entries = new LinkedHashMap<>();
            map.forEach((name, entry) -> entries.put((String) name, json(entry)));
            return AttributeValue.fromM(entries);
        }
        throw new IllegalArgumentException("not a JSON value: " + value.getClass());
    }

    /** Converts an attribute to a JSON value; whole numbers to Integer or Long, others to BigDecimal. */
    static Object fromJson(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s();
            case BOOL -> value.bool();
            case N -> JsonNumber.of(new BigDecimal(value.n()));
            case L -> fromList(value.l());
            case M -> fromMap(value.m());
            case NUL -> null;
            default -> throw new IllegalArgumentException("not a JSON value: " + value.type());
        };
    }

    private static List<Object> fromList(List<AttributeValue> values) {
        List<Object> list = new ArrayList<>();
        values.forEach(value -> list.add(fromJson(value)));
        return Collections.unmodifiableList(list);
    }

    static Map<String, Object> fromMap(Map<String, AttributeValue> attributes) {
        Map<String, Object> map = new LinkedHashMap<>();
        attributes.forEach((name, value) -> map.put(name, fromJson(value)));
        return Collections.unmodifiableMap(map);
    }

    /** The attribute, if it exists and is a string. */
    public static Optional<String> optionalText(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name)).map(AttributeValue::s);
    }
}
