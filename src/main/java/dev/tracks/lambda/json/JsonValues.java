package dev.tracks.lambda.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.domain.InvalidFieldException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON trees as plain values, as far as DynamoDB can keep them exactly: 38 digits, exponents of about 125, some levels of
 * nesting (DynamoDB guide, "Naming rules and data types", "Quotas").
 */
final class JsonValues {
    private static final int DIGITS_MAX = 38;
    private static final int EXPONENT_MAX = 125;
    /** Of the 32 levels that an item may have, this many are left to a caller's value. */
    private static final int LEVELS_MAX = 20;

    private JsonValues() {}

    /** @throws InvalidFieldException naming the part that cannot be kept */
    static Map<String, Object> object(String path, JsonNode node) {
        return object(path, node, 1);
    }

    private static Map<String, Object> object(String path, JsonNode node, int level) {
        Map<String, Object> members = new LinkedHashMap<>();
        node.fields().forEachRemaining(member -> {
            String at = path + "." + member.getKey();
            members.put(text(path, member.getKey()), value(at, member.getValue(), level));
        });
        return Collections.unmodifiableMap(members);
    }

    private static Object value(String path, JsonNode node, int level) {
        if (level > LEVELS_MAX) {
            throw new InvalidFieldException(path, "must be nested at most " + LEVELS_MAX + " deep");
        }
        return switch (node.getNodeType()) {
            case OBJECT -> object(path, node, level + 1);
            case ARRAY -> array(path, node, level + 1);
            case NUMBER -> number(path, node.decimalValue());
            case BOOLEAN -> node.booleanValue();
            case STRING -> text(path, node.textValue());
            default -> null;
        };
    }

    private static List<Object> array(String path, JsonNode node, int level) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            values.add(value(path + "[" + i + "]", node.get(i), level));
        }
        return Collections.unmodifiableList(values);
    }

    private static Object number(String path, BigDecimal number) {
        BigDecimal plain = number.stripTrailingZeros();
        int exponent = plain.precision() - plain.scale() - 1;
        boolean kept = plain.signum() == 0 || plain.precision() <= DIGITS_MAX && Math.abs(exponent) <= EXPONENT_MAX;
        if (!kept) {
            throw new InvalidFieldException(path, "must be a number of at most " + DIGITS_MAX + " digits");
        }
        boolean whole = plain.scale() <= 0 && exponent < 18;
        return whole ? (Object) plain.longValueExact() : plain;
    }

    private static String text(String path, String text) {
        boolean halves = text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
        if (halves) {
            throw new InvalidFieldException(path, "must be well-formed Unicode");
        }
        return text;
    }
}
