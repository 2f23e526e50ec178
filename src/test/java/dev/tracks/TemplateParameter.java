package dev.tracks;

import com.fasterxml.jackson.databind.JsonNode;

/** A parameter of the deployment template, with the checks of CloudFormation. */
public record TemplateParameter(JsonNode declaration) {
    /** Whether CloudFormation accepts the value. A pattern must match the whole value, or each element of a list. */
    public boolean accepts(String value) {
        return isAllowed(value) && matches(value) && isInRange(value);
    }

    /** Whether the declaration restricts the values at all. */
    public boolean isRestricted() {
        return declaration.has("AllowedValues") || declaration.has("AllowedPattern") || declaration.has("MaxValue");
    }

    /** The pattern; empty if there is none. */
    public String pattern() {
        return declaration.path("AllowedPattern").asText();
    }

    private boolean isAllowed(String value) {
        return !declaration.has("AllowedValues")
                || Template.texts(declaration.path("AllowedValues")).contains(value);
    }

    private boolean matches(String value) {
        return !declaration.has("AllowedPattern") || value.matches(pattern());
    }

    private boolean isInRange(String value) {
        return !declaration.has("MaxValue")
                || value.matches("\\d{1,9}")
                        && Integer.parseInt(value)
                                >= declaration.path("MinValue").asInt()
                        && Integer.parseInt(value)
                                <= declaration.path("MaxValue").asInt();
    }
}
