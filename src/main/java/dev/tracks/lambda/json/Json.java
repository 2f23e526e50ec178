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

/**
 * JSON as trees, read strictly: a name that is there twice, text after the value, deep nesting and numbers that DynamoDB
 * cannot keep are refused (RFC 8259 leaves the first to us, and two readers that differ are an attack). Nothing is bound by reflection, so that native
 * images need no registration.
 */
public final class Json {
    /** A DynamoDB item nests 32 levels, and each takes two in the JSON of its stream. */
    private static final int DEPTH_MAX = 100;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    // Jackson's text of an error would repeat what was sent.
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH_MAX)
                            .maxNumberLength(Integer.MAX_VALUE) // NumberCheck's matter: it knows the field.
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Json() {}

    /**
     * The text as a tree.
     *
     * @throws InvalidRequestException if it is not one JSON value; naming the field of a number that DynamoDB cannot keep
     */
    public static JsonNode read(String text) {
        try {
            return read(MAPPER.createParser(text));
        } catch (JacksonException e) {
            throw broken(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // A string can always be read.
        }
    }

    /**
     * All of the input as a tree.
     *
     * @throws InvalidRequestException if it is not one JSON value; naming the field of a number that DynamoDB cannot keep
     */
    public static JsonNode read(InputStream input) throws IOException {
        try {
            return read(MAPPER.createParser(input));
        } catch (JacksonException e) {
            throw broken(e);
        } catch (CharConversionException e) {
            throw new InvalidRequestException("", "must be UTF-8"); // It began like UTF-32, which Jackson reads, too.
        }
    }

    private static JsonNode read(JsonParser parser) throws IOException {
        JsonNode node;
        try (JsonParser checked = new NumberCheck(parser)) {
            node = MAPPER.readTree(checked);
        }
        if (node == null || node.isMissingNode()) {
            throw new InvalidRequestException("", "must be JSON, was empty");
        }
        return node;
    }

    private static InvalidRequestException broken(JacksonException e) {
        String where = e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
        return new InvalidRequestException(
                "", "must be one JSON value without repeated names, nested at most 100 deep" + where);
    }

    public static void write(JsonNode node, OutputStream output) throws IOException {
        output.write(MAPPER.writeValueAsBytes(node));
    }

    public static String text(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // A tree can always be written.
        }
    }

    public static ObjectNode object() {
        return NODES.objectNode();
    }

    /**
     * The node of a value: null, texts, numbers, booleans, anything with a wire name, trees, and lists and maps of those.
     * An empty Optional is null; all else (times, zones) is its text.
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
