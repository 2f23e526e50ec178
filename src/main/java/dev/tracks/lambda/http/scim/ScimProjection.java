package dev.tracks.lambda.http.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.lambda.http.protocol.ProblemException;
import dev.tracks.lambda.http.scim.schema.ScimParser;
import dev.tracks.lambda.http.scim.schema.ScimPath;
import dev.tracks.lambda.http.scim.schema.ScimSchema;
import dev.tracks.lambda.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which attributes a response has (RFC 7644, section 3.9). It always has {@code schemas} and {@code id}. Names that are
 * unknown select nothing.
 *
 * @param wanted the only attributes; empty for all
 * @param excluded attributes that are left out, unless some are wanted
 */
record ScimProjection(List<ScimPath> wanted, List<ScimPath> excluded) {
    private static final Set<String> ALWAYS = Set.of("schemas", "id");

    /** @throws ProblemException 400 if a parameter is no list of attributes */
    static ScimProjection of(JsonNode parameters) {
        return new ScimProjection(
                paths(parameters.path("attributes").asText()),
                paths(parameters.path("excludedAttributes").asText()));
    }

    private static List<ScimPath> paths(String names) {
        return Stream.of(names.split(","))
                .filter(name -> !name.isBlank())
                .map(ScimParser::path)
                .toList();
    }

    ObjectNode applied(ObjectNode resource) {
        ObjectNode projected = resource.deepCopy();
        if (wanted.isEmpty()) {
            excluded.forEach(path -> remove(projected, path));
            return projected;
        }
        ObjectNode selected = Json.object();
        ALWAYS.stream().sorted().forEach(name -> copy(resource, name, Optional.empty(), selected));
        wanted.forEach(path -> select(resource, path, selected));
        return selected;
    }

    private static void remove(ObjectNode resource, ScimPath path) {
        if (path.isSchema(ScimSchema.ENTERPRISE)) {
            resource.remove(ScimSchema.ENTERPRISE);
            return;
        }
        JsonNode holder = path.isIn(ScimSchema.ENTERPRISE) ? resource.path(ScimSchema.ENTERPRISE) : resource;
        String name = name(holder, path.attribute());
        if (ALWAYS.contains(name) || !(holder instanceof ObjectNode object)) {
            return;
        }
        if (path.sub().isEmpty()) {
            object.remove(name);
        } else {
            JsonNode value = object.path(name);
            (value.isArray() ? value : Json.object().putArray("one").add(value)).forEach(each -> {
                if (each instanceof ObjectNode complex) {
                    complex.remove(name(complex, path.sub().get()));
                }
            });
        }
    }

    private static void select(ObjectNode resource, ScimPath path, ObjectNode selected) {
        if (path.isSchema(ScimSchema.ENTERPRISE)) {
            copy(resource, ScimSchema.ENTERPRISE, Optional.empty(), selected);
        } else if (path.isIn(ScimSchema.ENTERPRISE)) {
            JsonNode extension = resource.path(ScimSchema.ENTERPRISE);
            if (extension.isMissingNode()) {
                return;
            }
            copy(extension, path.attribute(), path.sub(), selected.withObjectProperty(ScimSchema.ENTERPRISE));
        } else {
            copy(resource, path.attribute(), path.sub(), selected);
        }
    }

    private static void copy(JsonNode from, String attribute, Optional<String> sub, ObjectNode to) {
        String name = name(from, attribute);
        JsonNode value = from.path(name);
        if (sub.isEmpty() && !value.isMissingNode()) {
            to.set(name, value.deepCopy());
        } else if (sub.isPresent() && value.isArray()) {
            ArrayNode array = to.path(name) instanceof ArrayNode known ? known : to.putArray(name);
            for (int i = 0; i < value.size(); i++) {
                ObjectNode element = array.has(i) ? (ObjectNode) array.get(i) : array.addObject();
                copy(value.get(i), sub.get(), Optional.empty(), element);
            }
        } else if (sub.isPresent() && value.isObject()) {
            copy(value, sub.get(), Optional.empty(), to.withObjectProperty(name));
        }
    }

    /** The name as the resource has it. */
    private static String name(JsonNode holder, String given) {
        return holder.properties().stream()
                .map(Map.Entry::getKey)
                .filter(given::equalsIgnoreCase)
                .findFirst()
                .orElse(given);
    }
}
