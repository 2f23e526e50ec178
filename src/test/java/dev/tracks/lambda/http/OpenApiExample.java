package dev.tracks.lambda.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.lambda.http.OpenApi.Operation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * An example of an operation: the parameters, body and response with its name in the document.
 *
 * @param path the path with its parameters and query
 * @param body the request's body; empty for none
 * @param contentType the body's media type; empty for none
 * @param answerType the response's media type; empty for a response without a body
 * @param schema the response's schema
 * @param expected the response in the document
 */
public record OpenApiExample(
        String name,
        String method,
        String path,
        Map<String, String> headers,
        String contentType,
        String body,
        int status,
        String answerType,
        JsonNode schema,
        JsonNode expected) {
    private static final List<String> ORDER = List.of("GET", "PUT", "POST", "PATCH", "DELETE");

    /** All examples: reads first, removals last, otherwise in the document's order. */
    public static List<OpenApiExample> all(OpenApi api) {
        List<OpenApiExample> examples = new ArrayList<>();
        api.operations().stream()
                .sorted(Comparator.comparing(operation -> ORDER.indexOf(operation.method())))
                .forEach(operation -> names(operation).forEach(name -> examples.add(of(api, operation, name))));
        return examples;
    }

    /** The example with another value of a path parameter. */
    public OpenApiExample replacing(String value, String other) {
        return new OpenApiExample(
                name,
                method,
                path.replace(value, other),
                headers,
                contentType,
                body,
                status,
                answerType,
                schema,
                expected);
    }

    @Override
    public String toString() {
        return method + " " + path + " (" + name + ")";
    }

    /** Names in the order of the responses; those without a response body come first. */
    private static Set<String> names(Operation operation) {
        Set<String> names = new LinkedHashSet<>();
        if (operation.definition().at("/responses/204").isObject()) {
            operation
                    .definition()
                    .path("parameters")
                    .get(0)
                    .path("examples")
                    .fieldNames()
                    .forEachRemaining(names::add);
        }
        operation
                .definition()
                .path("responses")
                .forEach(response -> response.path("content")
                        .forEach(type -> type.path("examples").fieldNames().forEachRemaining(names::add)));
        return names;
    }

    private static OpenApiExample of(OpenApi api, Operation operation, String name) {
        String path = operation.path();
        Map<String, String> headers = new LinkedHashMap<>();
        List<String> query = new ArrayList<>();
        for (JsonNode reference : operation.definition().path("parameters")) {
            JsonNode parameter = api.resolved(reference);
            String key = parameter.path("name").asText();
            JsonNode value = parameter.path("examples").path(name).path("value");
            switch (parameter.path("in").asText()) {
                case "path" -> path = path.replace("{" + key + "}", orFirst(value, parameter));
                case "query" -> ifThere(value, text -> query.add(key + "=" + encoded(text)));
                default -> ifThere(value, text -> headers.put(key.toLowerCase(), text));
            }
        }
        Map.Entry<String, JsonNode> body = content(operation.definition().path("requestBody"), name);
        Map.Entry<String, JsonNode> status = status(operation, name);
        Map.Entry<String, JsonNode> answer = content(status.getValue(), name);
        return new OpenApiExample(
                name,
                operation.method(),
                query.isEmpty() ? path : path + "?" + String.join("&", query),
                headers,
                body.getKey(),
                written(body, name),
                Integer.parseInt(status.getKey()),
                answer.getKey(),
                answer.getValue().path("schema"),
                answer.getValue().path("examples").path(name).path("value"));
    }

    private static String orFirst(JsonNode value, JsonNode parameter) {
        return value.isMissingNode()
                ? parameter.path("examples").elements().next().path("value").asText()
                : value.asText();
    }

    private static void ifThere(JsonNode value, Function<String, Object> use) {
        if (!value.isMissingNode()) {
            use.apply(value.isArray() ? joined(value) : value.asText());
        }
    }

    /** An array in a query, as with {@code style: form} and {@code explode: false}. */
    private static String joined(JsonNode values) {
        List<String> texts = new ArrayList<>();
        values.forEach(value -> texts.add(value.asText()));
        return String.join(",", texts);
    }

    private static Map.Entry<String, JsonNode> status(Operation operation, String name) {
        return operation.definition().path("responses").properties().stream()
                .filter(response -> !content(response.getValue(), name).getKey().isEmpty())
                .findFirst()
                .orElseGet(() -> Map.entry("204", operation.definition().at("/responses/204")));
    }

    /** The media type that has an example with that name. */
    private static Map.Entry<String, JsonNode> content(JsonNode holder, String name) {
        return holder.path("content").properties().stream()
                .filter(type -> type.getValue().path("examples").has(name))
                .findFirst()
                .orElseGet(() -> Map.entry("", holder.path("none")));
    }

    private static String written(Map.Entry<String, JsonNode> body, String name) {
        JsonNode value = body.getValue().path("examples").path(name).path("value");
        if (body.getKey().equals("application/x-www-form-urlencoded")) {
            List<String> fields = new ArrayList<>();
            value.properties()
                    .forEach(field -> fields.add(
                            field.getKey() + "=" + encoded(field.getValue().asText())));
            return String.join("&", fields);
        }
        if (body.getKey().equals("text/csv")) {
            return value.asText();
        }
        return value.isMissingNode() ? "" : value.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
