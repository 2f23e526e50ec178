package dev.tracks.lambda.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.domain.WireName;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * JSON as trees, parsed strictly. Rejected are duplicate names (RFC 8259 allows them, but parsers that treat them
 * differently enable attacks), content after the value, deep nesting, and numbers that DynamoDB cannot store. Nothing
 * is bound by reflection, so that native images need no registration.
 */
public final class Json {
    /** A DynamoDB item has at most 32 levels, and each level takes two in the JSON of its stream. */
    private static final int DEPTH_MAX = 100;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    // Otherwise Jackson's error messages would repeat the input.
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH_MAX)
                            .maxNumberLength(Integer.MAX_VALUE) // NumberCheck limits it, and names the field.
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Json() {}

    /**
     * Parses a string.
     *
     * @throws InvalidRequestException if it is not one JSON value, or if DynamoDB cannot store a number; names its
     *     field
     */
    public static JsonNode read(String text) {
        try {
            return read(MAPPER.createParser(text));
        } catch (JacksonException e) {
            throw malformed(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // Reading a string cannot fail.
        }
    }

    /**
     * Parses a whole stream.
     *
     * @throws InvalidRequestException if it is not one JSON value, or if DynamoDB cannot store a number; names its
     *     field
     */
    public static JsonNode read(InputStream input) throws IOException {
        try {
            return read(MAPPER.createParser(input));
        } catch (JacksonException e) {
            throw malformed(e);
        } catch (CharConversionException e) {
            throw new InvalidRequestException("", "must be UTF-8"); // It starts like UTF-32, which Jackson also reads.
        }
    }

    private static JsonNode read(JsonParser parser) throws IOException {
        JsonNode node;
        try (JsonParser checked = new NumberCheck(parser)) {
            node = MAPPER.readTree(checked);
        }
        if (node == null || node.isMissingNode()) {
            throw new InvalidRequestException("", "must be JSON, but is empty");
        }
        return node;
    }

    private static InvalidRequestException malformed(JacksonException e) {
        String where = e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
        return new InvalidRequestException(
                "", "must be one JSON value without duplicate names, nested at most 100 levels deep" + where);
    }

    public static void write(JsonNode node, OutputStream output) throws IOException {
        output.write(MAPPER.writeValueAsBytes(node));
    }

    public static String text(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // Writing a tree cannot fail.
        }
    }

    /** The text of a value without members that are null, and with the others by name: the same for every form of it. */
    public static String canonical(JsonNode node) {
        return text(sorted(node));
    }

    private static JsonNode sorted(JsonNode node) {
        if (node.isArray()) {
            return of(node.valueStream().map(Json::sorted).toList());
        }
        if (!node.isObject()) {
            return node;
        }
        Map<String, JsonNode> members = new TreeMap<>();
        node.properties().stream()
                .filter(member -> !member.getValue().isNull())
                .forEach(member -> members.put(member.getKey(), sorted(member.getValue())));
        return of(members);
    }

    public static ObjectNode object() {
        return NODES.objectNode();
    }

    /**
     * Converts a value to a node: null, strings, numbers, booleans, values with a wire name, trees, and collections and
     * maps of these. An empty Optional becomes null; every other value, such as a time, becomes its {@code toString()}.
     */
    public static JsonNode of(Object value) {
        if (value == null) {
            return NODES.nullNode();
        }
        if (value instanceof JsonNode node) {
            return node;
        }
        if (value instanceof Optional<?> optional) {
            return of(optional.orElse(null));
        }
        if (value instanceof Boolean flag) {
            return NODES.booleanNode(flag);
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof WireName name) {
            return NODES.textNode(name.wireName());
        }
        if (value instanceof Collection<?> values) {
            var array = NODES.arrayNode(values.size());
            values.forEach(entry -> array.add(of(entry)));
            return array;
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = object();
            map.forEach((name, entry) -> object.set((String) name, of(entry)));
            return object;
        }
        return NODES.textNode(value.toString());
    }

    private static JsonNode number(Number number) {
        if (number instanceof BigDecimal decimal) {
            return NODES.numberNode(decimal);
        }
        return NODES.numberNode(number.longValue());
    }
}
