package dev.tracks.lambda.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.tracks.lambda.http.protocol.ClasspathResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The OpenAPI document on the class path: its operations, their examples, and a validator of its schemas. */
public final class OpenApi {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");
    private static final String DEFINITIONS = "#/components/";

    private final JsonNode document;
    private final JsonNode strict;

    private OpenApi(JsonNode document) {
        this.document = document;
        this.strict = closed(document.deepCopy());
    }

    /** An operation of the document. */
    record Operation(String method, String path, JsonNode definition) {
        String name() {
            return method + " " + path;
        }
    }

    public static OpenApi shipped() {
        try {
            return new OpenApi(new YAMLMapper().readTree(ClasspathResource.text("openapi.yaml")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The operations, in the document's order. */
    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.get("paths")
                .fields()
                .forEachRemaining(path -> path.getValue().fields().forEachRemaining(method -> {
                    if (METHODS.contains(method.getKey())) {
                        operations.add(new Operation(method.getKey().toUpperCase(), path.getKey(), method.getValue()));
                    }
                }));
        return operations;
    }

    /** The schemas of the components, by name. */
    Map<String, JsonNode> schemas() {
        Map<String, JsonNode> schemas = new LinkedHashMap<>();
        document.at("/components/schemas")
                .fields()
                .forEachRemaining(entry -> schemas.put(entry.getKey(), entry.getValue()));
        return schemas;
    }

    /** Methods and paths, in the form of {@link Route#name()}. */
    Set<String> names() {
        Set<String> names = new TreeSet<>();
        operations().forEach(operation -> names.add(operation.name()));
        return names;
    }

    /** The target of a reference; a node that is not a reference itself. */
    JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.startsWith(DEFINITIONS) ? document.at(reference.substring(1)) : node;
    }

    /** The value's violations of the schema, including unknown properties, unless the schema allows these. */
    List<String> problems(JsonNode schema, JsonNode value) {
        ObjectNode whole = closed(schema.deepCopy());
        whole.set("components", strict.get("components"));
        SchemaValidatorsConfig config =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(whole, config).validate(value).stream()
                .map(Object::toString)
                .toList();
    }

    private static ObjectNode closed(JsonNode node) {
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (member.getValue().isContainerNode()) {
                close(member.getValue());
            }
        }
        ObjectNode object = (ObjectNode) node;
        if (object.path("properties").isObject() && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        return object;
    }

    private static void close(JsonNode node) {
        if (node.isObject()) {
            closed(node);
        } else {
            node.forEach(element -> {
                if (element.isContainerNode()) {
                    close(element);
                }
            });
        }
    }
}
