package dev.tracks.lambda.http.scim.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.lambda.http.protocol.ProblemException;
import dev.tracks.lambda.json.Json;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * Reads a user that a client sends: with the names of the schema, in any case, and without attributes that are
 * unknown, read-only or unassigned (null or empty; RFC 7643, section 2.5).
 */
@Singleton
public final class ScimDocument {
    private final ScimSchema schema;

    public ScimDocument(ScimSchema schema) {
        this.schema = schema;
    }

    /** @throws ProblemException 400 if it is not a user, or an attribute has another type */
    public ObjectNode user(JsonNode body) {
        requireSchema(body, ScimSchema.USER);
        ObjectNode user = members(body, schema::core);
        JsonNode extension = member(body, ScimSchema.ENTERPRISE);
        if (extension.isObject()) {
            ObjectNode enterprise = members(extension, schema::enterprise);
            user.set(ScimSchema.ENTERPRISE, enterprise);
        }
        return user;
    }

    /** @throws ProblemException 400 if the body is no object, or does not name the schema */
    public static void requireSchema(JsonNode body, String urn) {
        boolean named = StreamSupport.stream(member(body, "schemas").spliterator(), false)
                .anyMatch(each -> each.asText().equalsIgnoreCase(urn));
        if (!body.isObject() || !named) {
            throw ScimProblem.INVALID_SYNTAX.because("the body must be a JSON object with " + urn + " in schemas");
        }
    }

    private static ObjectNode members(JsonNode object, Function<String, Optional<ScimAttribute>> definitions) {
        ObjectNode members = Json.object();
        object.properties()
                .forEach(member -> definitions
                        .apply(member.getKey())
                        .filter(attribute -> !attribute.readOnly())
                        .ifPresent(attribute -> put(members, attribute, member.getValue())));
        return members;
    }

    private static void put(ObjectNode members, ScimAttribute attribute, JsonNode given) {
        if (members.has(attribute.name())) {
            throw ScimProblem.INVALID_SYNTAX.because(attribute.name() + " must occur only once, in any case");
        }
        value(attribute, given).ifPresent(value -> members.set(attribute.name(), value));
    }

    /**
     * The value of an attribute; empty if it is unassigned.
     *
     * @throws ProblemException 400 if it has another type
     */
    public static Optional<JsonNode> value(ScimAttribute attribute, JsonNode given) {
        if (attribute.multiValued()) {
            ArrayNode values = Json.object().putArray("values");
            (given.isArray() ? given : Json.object().putArray("one").add(given))
                    .forEach(each -> single(attribute, each).ifPresent(values::add));
            return values.isEmpty() ? Optional.empty() : Optional.of(values);
        }
        return single(attribute, given);
    }

    private static Optional<JsonNode> single(ScimAttribute attribute, JsonNode given) {
        if (given.isNull() || given.isTextual() && given.textValue().isBlank()) {
            return Optional.empty();
        }
        if (attribute.isComplex()) {
            return complex(attribute, given);
        }
        if (attribute.isBoolean()) {
            return Optional.of(Json.of(flag(attribute, given)));
        }
        if (!given.isTextual()) {
            throw ScimProblem.INVALID_VALUE.because(attribute.name() + " must be a string");
        }
        return Optional.of(given);
    }

    /** Entra ID writes booleans as strings in PATCH (Microsoft Entra, "Known issues with SCIM 2.0 compliance"). */
    private static boolean flag(ScimAttribute attribute, JsonNode given) {
        boolean valid = given.isBoolean()
                || given.asText().equalsIgnoreCase("true")
                || given.asText().equalsIgnoreCase("false");
        if (!valid) {
            throw ScimProblem.INVALID_VALUE.because(attribute.name() + " must be true or false");
        }
        return given.asText().equalsIgnoreCase("true");
    }

    private static Optional<JsonNode> complex(ScimAttribute attribute, JsonNode given) {
        boolean manager = attribute.name().equals("manager");
        // Entra ID sends the manager's id alone, and older versions an array with the object.
        JsonNode object = manager && given.isArray() && given.size() == 1 ? given.get(0) : given;
        if (manager && object.isTextual()) {
            return object.textValue().isBlank()
                    ? Optional.empty()
                    : Optional.of(Json.object().set("value", object));
        }
        if (!object.isObject()) {
            throw ScimProblem.INVALID_VALUE.because(attribute.name() + " must be an object");
        }
        ObjectNode members = members(object, attribute::sub);
        return manager ? manager(members) : members.isEmpty() ? Optional.empty() : Optional.of(members);
    }

    /** The manager by id: {@code $ref} is the URI of the user with this id, and ends with it. */
    private static Optional<JsonNode> manager(ObjectNode given) {
        String reference = given.path("$ref").asText();
        String id = given.path("value").asText(reference.substring(reference.lastIndexOf('/') + 1));
        return id.isBlank() ? Optional.empty() : Optional.of(Json.object().put("value", id));
    }

    /** A member by its name in any case; a missing node if there is none. */
    public static JsonNode member(JsonNode object, String name) {
        return object.properties().stream()
                .filter(member -> member.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> object.path(name));
    }
}
