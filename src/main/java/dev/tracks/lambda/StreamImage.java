package dev.tracks.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.lambda.json.InvalidRequestException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads an item from a stream record's image: {@code {"title":{"S":"Day 1"},"version":{"N":"1"}}}. */
final class StreamImage {
    private StreamImage() {}

    /** @throws InvalidRequestException with the name of an attribute of an unknown type */
    static Map<String, AttributeValue> read(JsonNode image) {
        if (!image.isObject()) {
            throw new InvalidRequestException("NewImage", "must be an object of attributes");
        }
        Map<String, AttributeValue> item = new LinkedHashMap<>();
        image.fields().forEachRemaining(entry -> item.put(entry.getKey(), value(entry.getKey(), entry.getValue())));
        return item;
    }

    private static AttributeValue value(String name, JsonNode attribute) {
        if (!attribute.isObject() || attribute.size() != 1) {
            throw malformed(name);
        }
        String type = attribute.fieldNames().next();
        JsonNode value = attribute.get(type);
        return switch (type) {
            case "S" -> AttributeValue.fromS(text(name, value));
            case "N" -> AttributeValue.fromN(text(name, value));
            case "B" -> AttributeValue.fromB(bytes(name, value));
            case "BOOL" -> AttributeValue.fromBool(value.asBoolean());
            case "NULL" -> AttributeValue.fromNul(true);
            case "SS" -> AttributeValue.fromSs(list(name, value, StreamImage::text));
            case "NS" -> AttributeValue.fromNs(list(name, value, StreamImage::text));
            case "BS" -> AttributeValue.fromBs(list(name, value, StreamImage::bytes));
            case "L" -> AttributeValue.fromL(list(name, value, StreamImage::value));
            case "M" -> AttributeValue.fromM(read(value));
            default -> throw malformed(name);
        };
    }

    private static String text(String name, JsonNode value) {
        if (!value.isTextual()) {
            throw malformed(name);
        }
        return value.textValue();
    }

    private static SdkBytes bytes(String name, JsonNode value) {
        try {
            return SdkBytes.fromByteArray(Base64.getDecoder().decode(text(name, value)));
        } catch (IllegalArgumentException e) {
            throw malformed(name);
        }
    }

    private static <T> List<T> list(String name, JsonNode values, BiFunction<String, JsonNode, T> element) {
        if (!values.isArray()) {
            throw malformed(name);
        }
        List<T> list = new ArrayList<>();
        values.forEach(value -> list.add(element.apply(name, value)));
        return list;
    }

    private static InvalidRequestException malformed(String name) {
        return new InvalidRequestException("NewImage." + name, "must be a DynamoDB attribute");
    }
}
