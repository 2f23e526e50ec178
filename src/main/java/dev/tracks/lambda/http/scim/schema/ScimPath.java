package dev.tracks.lambda.http.scim.schema;

import java.util.Optional;

/**
 * The path of an attribute (RFC 7644, figures 1 and 7), such as {@code emails[type eq "work"].value}. The names are as
 * they were given, in any case.
 *
 * @param schema the URN of the schema before the name; empty for the core schema
 * @param filter selects values of a multi-valued attribute
 */
public record ScimPath(Optional<String> schema, String attribute, Optional<ScimFilter> filter, Optional<String> sub) {
    public boolean isIn(String urn) {
        return schema.filter(urn::equalsIgnoreCase).isPresent();
    }

    /** Whether the path is the URN of that schema, and so names all its attributes. */
    public boolean isSchema(String urn) {
        return filter.isEmpty()
                && sub.isEmpty()
                && schema.filter(found -> urn.equalsIgnoreCase(found + ":" + attribute))
                        .isPresent();
    }

    /** Whether the path is that attribute of the core schema, without a filter. */
    public boolean is(String name, String subName) {
        return (schema.isEmpty() || isIn(ScimSchema.USER))
                && attribute.equalsIgnoreCase(name)
                && sub.orElse("").equalsIgnoreCase(subName);
    }
}
