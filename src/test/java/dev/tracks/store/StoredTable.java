package dev.tracks.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The items of a table as a file of DynamoDB's JSON, one item a line. */
final class StoredTable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private StoredTable() {}

    static void write(Path file, Collection<Map<String, AttributeValue>> items) {
        try {
            Files.write(
                    file,
                    items.stream()
                            .map(StoredTable::map)
                            .map(ObjectNode::toString)
                            .sorted()
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Map<String, AttributeValue>> read(Path file) {
        try {
            List<Map<String, AttributeValue>> items = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                items.add(map(JSON.readTree(line)));
            }
            return items;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode map(Map<String, AttributeValue> map) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        map.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> node.set(entry.getKey(), typed(entry.getValue())));
        return node;
    }

    private static ObjectNode typed(AttributeValue value) {
        ObjectNode typed = JsonNodeFactory.instance.objectNode();
        switch (value.type()) {
            case S -> typed.put("S", value.s());
            case N -> typed.put("N", value.n());
            case BOOL -> typed.put("BOOL", value.bool());
            case NUL -> typed.put("NULL", true);
            case M -> typed.set("M", map(value.m()));
            case L -> {
                ArrayNode list = typed.putArray("L");
                value.l().forEach(element -> list.add(typed(element)));
            }
            default -> throw new IllegalArgumentException("no item has the type " + value.type());
        }
        return typed;
    }

    private static Map<String, AttributeValue> map(JsonNode node) {
        Map<String, AttributeValue> map = new LinkedHashMap<>();
        node.properties().forEach(field -> map.put(field.getKey(), value(field.getValue())));
        return map;
    }

    private static AttributeValue value(JsonNode typed) {
        Map.Entry<String, JsonNode> field = typed.properties().iterator().next();
        JsonNode value = field.getValue();
        return switch (field.getKey()) {
            case "S" -> AttributeValue.fromS(value.asText());
            case "N" -> AttributeValue.fromN(value.asText());
            case "BOOL" -> AttributeValue.fromBool(value.asBoolean());
            case "NULL" -> AttributeValue.fromNul(true);
            case "M" -> AttributeValue.fromM(map(value));
            case "L" -> {
                List<AttributeValue> list = new ArrayList<>();
                value.forEach(element -> list.add(value(element)));
                yield AttributeValue.fromL(list);
            }
            default -> throw new IllegalArgumentException("no item has the type " + field.getKey());
        };
    }
}
