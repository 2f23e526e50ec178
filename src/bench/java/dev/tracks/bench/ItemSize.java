package dev.tracks.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;

/**
 * The size in bytes that DynamoDB counts for an item (Developer Guide, "DynamoDB item sizes and formats"): names and
 * strings in UTF-8, about one byte for two digits of a number, three bytes for a list or map, and one more for each of
 * its elements.
 */
final class ItemSize {
    private static final int COLLECTION = 3;

    private ItemSize() {}

    /** @param item in DynamoDB's JSON */
    static int bytes(JsonNode item) {
        int bytes = 0;
        for (Iterator<Map.Entry<String, JsonNode>> fields = item.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            bytes += utf8(field.getKey()) + value(field.getValue());
        }
        return bytes;
    }

    private static int value(JsonNode typed) {
        Map.Entry<String, JsonNode> value = typed.fields().next();
        JsonNode content = value.getValue();
        return switch (value.getKey()) {
            case "S" -> utf8(content.asText());
            case "N" -> number(content.asText());
            case "BOOL", "NULL" -> 1;
            case "M" -> COLLECTION + content.size() + bytes(content);
            case "L" -> {
                int bytes = COLLECTION + content.size();
                for (JsonNode element : content) {
                    bytes += value(element);
                }
                yield bytes;
            }
            default -> throw new IllegalArgumentException("the table has no " + value.getKey());
        };
    }

    private static int number(String text) {
        String digits = text.replaceAll("[^0-9]", "").replaceAll("^0+|0+$", "");
        return (digits.length() + 1) / 2 + 1 + (text.startsWith("-") ? 1 : 0);
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
