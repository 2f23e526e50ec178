package dev.tracks.lambda.http.scim;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.lambda.http.protocol.ProblemException;
import dev.tracks.lambda.http.scim.schema.ScimDocument;
import dev.tracks.lambda.http.scim.schema.ScimProblem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * An operation of PATCH (RFC 7644, section 3.5.2).
 *
 * @param path as it was given
 * @param value a missing node without a value
 */
record ScimOperation(Kind kind, Optional<String> path, JsonNode value) {
    private static final String MESSAGE = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

    enum Kind {
        ADD,
        REPLACE,
        REMOVE;

        /** Entra ID writes {@code Add}, {@code Replace} and {@code Remove}. */
        static Kind of(String text) {
            return Stream.of(values())
                    .filter(kind -> kind.name().equalsIgnoreCase(text))
                    .findFirst()
                    .orElseThrow(() -> ScimProblem.INVALID_SYNTAX.because("op must be add, replace or remove"));
        }
    }

    /**
     * The operations of a request.
     *
     * @throws ProblemException 400 if the body has no operations
     */
    static List<ScimOperation> all(JsonNode body) {
        ScimDocument.requireSchema(body, MESSAGE);
        JsonNode operations = ScimDocument.member(body, "Operations");
        if (!operations.isArray() || operations.isEmpty()) {
            throw ScimProblem.INVALID_SYNTAX.because("Operations must be an array with at least one operation");
        }
        return StreamSupport.stream(operations.spliterator(), false)
                .map(ScimOperation::of)
                .toList();
    }

    private static ScimOperation of(JsonNode operation) {
        JsonNode path = ScimDocument.member(operation, "path");
        if (!path.isTextual() && !path.isNull() && !path.isMissingNode()) {
            throw ScimProblem.INVALID_PATH.because("path must be a string");
        }
        return new ScimOperation(
                Kind.of(ScimDocument.member(operation, "op").asText()),
                Optional.ofNullable(path.textValue()).filter(text -> !text.isBlank()),
                ScimDocument.member(operation, "value"));
    }

    /** @throws ProblemException 400 without a value */
    JsonNode requiredValue() {
        if (value.isMissingNode()) {
            throw ScimProblem.INVALID_VALUE.because("the operation must have a value");
        }
        return value;
    }

    /** The operation on an attribute of its value, which has no path of its own. */
    ScimOperation on(String attribute, JsonNode of) {
        return new ScimOperation(kind, Optional.of(attribute), of);
    }
}
