package dev.tracks.lambda.http.scim.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The definition of an attribute (RFC 7643, section 7).
 *
 * @param type such as {@code string}
 * @param subAttributes those of a complex attribute, by their names in lower case
 */
public record ScimAttribute(
        String name,
        String type,
        boolean multiValued,
        boolean required,
        boolean readOnly,
        boolean caseExact,
        Map<String, ScimAttribute> subAttributes) {

    public static ScimAttribute read(JsonNode definition) {
        return new ScimAttribute(
                definition.path("name").asText(),
                definition.path("type").asText(),
                definition.path("multiValued").asBoolean(),
                definition.path("required").asBoolean(),
                definition.path("mutability").asText().equals("readOnly"),
                definition.path("caseExact").asBoolean(),
                all(definition.path("subAttributes")));
    }

    /** Definitions by their names in lower case: names of attributes are case-insensitive (RFC 7643, section 2.1). */
    public static Map<String, ScimAttribute> all(JsonNode definitions) {
        Map<String, ScimAttribute> all = new LinkedHashMap<>();
        definitions.forEach(definition -> {
            ScimAttribute attribute = read(definition);
            all.put(attribute.name().toLowerCase(Locale.ROOT), attribute);
        });
        return all;
    }

    public boolean isComplex() {
        return type.equals("complex");
    }

    public boolean isBoolean() {
        return type.equals("boolean");
    }

    public Optional<ScimAttribute> sub(String name) {
        return Optional.ofNullable(subAttributes.get(name.toLowerCase(Locale.ROOT)));
    }
}
