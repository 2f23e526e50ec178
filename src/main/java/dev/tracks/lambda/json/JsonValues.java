package dev.tracks.lambda.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.domain.InvalidFieldException;
import dev.tracks.domain.JsonNumber;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Converts JSON trees to plain values that DynamoDB can store: at most 32 levels of nesting, no empty names (DynamoDB
 * guide, "Naming rules and data types", "Quotas"). {@link NumberCheck} checks the range of numbers.
 */
final class JsonValues {
    /** The attribute itself is the first level; the innermost value is the last. */
    private static final int LEVELS_MAX = 32;

    private JsonValues() {}

    /** @throws InvalidFieldException naming the value that cannot be stored */
    static Map<String, Object> object(String path, JsonNode node) {
        return object(path, node, 1);
    }

    private static Map<String, Object> object(String path, JsonNode node, int level) {
        Map<String, Object> members = new LinkedHashMap<>();
        node.fields().forEachRemaining(member -> {
            String name = text(path, member.getKey());
            String at = Fields.at(path, name);
            if (name.isEmpty()) {
                throw new InvalidFieldException(at, "must have a name that is not empty");
            }
            members.put(name, value(at, member.getValue(), level + 1));
        });
        return Collections.unmodifiableMap(members);
    }

    private static Object value(String path, JsonNode node, int level) {
        if (level > LEVELS_MAX) {
            throw new InvalidFieldException(path, "must be nested at most " + LEVELS_MAX + " levels deep");
        }
        return switch (node.getNodeType()) {
            case OBJECT -> object(path, node, level);
            case ARRAY -> array(path, node, level);
            case NUMBER -> JsonNumber.of(node.decimalValue());
            case BOOLEAN -> node.booleanValue();
            case STRING -> text(path, node.textValue());
            default -> null;
        };
    }

    private static List<Object> array(String path, JsonNode node, int level) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            values.add(value(path + "[" + i + "]", node.get(i), level + 1));
        }
        return Collections.unmodifiableList(values);
    }

    private static String text(String path, String text) {
        boolean halves = text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
        if (halves) {
            throw new InvalidFieldException(path, "must be well-formed Unicode");
        }
        return text;
    }
}
