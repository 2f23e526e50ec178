package dev.tracks.local.aws;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.local.support.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The parameters of a request to an AWS JSON API. An error names the parameter that is missing or invalid. */
public record Request(JsonNode node) {
    public static Request parse(byte[] body) {
        return new Request(Json.parse(body)
                .filter(JsonNode::isObject)
                .orElseThrow(() -> new AwsError(400, "SerializationException", "The body is not a JSON object")));
    }

    public String required(String name) {
        return text(name).orElseThrow(() -> missing(name));
    }

    public static AwsError missing(String name) {
        return new AwsError(400, "MissingParameter", "The request must contain the parameter %s.".formatted(name));
    }

    public Optional<String> text(String name) {
        JsonNode value = node.path(name);
        return value.isTextual() ? Optional.of(value.asText()) : Optional.empty();
    }

    public int number(String name, int fallback, int min, int max) {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return fallback;
        }
        if (!value.canConvertToInt() || value.asInt() < min || value.asInt() > max) {
            throw AwsError.sqs(
                    "InvalidParameterValue",
                    "InvalidParameterValue",
                    "Value %s for parameter %s is invalid. Reason: Must be between %d and %d, if provided."
                            .formatted(value, name, min, max));
        }
        return value.asInt();
    }

    public List<Request> entries(String name) {
        List<Request> entries = new ArrayList<>();
        node.path(name).forEach(entry -> entries.add(new Request(entry)));
        return entries;
    }
}
