package dev.tracks.lambda.http.scim.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.lambda.http.protocol.ClasspathResource;
import dev.tracks.lambda.json.Json;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** The attributes that are supported, from the document that {@code /Schemas} returns. */
@Singleton
public final class ScimSchema {
    public static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
    public static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    /**
     * Attributes of the standard schema that the program does not store (RFC 7643, section 4.1). Identity providers map
     * some of them by default, so requests that contain them must not fail.
     */
    private static final Set<String> IGNORED = Set.of(
            "profileurl",
            "password",
            "phonenumbers",
            "ims",
            "photos",
            "addresses",
            "groups",
            "entitlements",
            "roles",
            "x509certificates");

    private final List<JsonNode> documents;
    private final Map<String, ScimAttribute> core;
    private final Map<String, ScimAttribute> enterprise;

    public ScimSchema() {
        JsonNode file = Json.read(ClasspathResource.text("scim/schemas.json"));
        this.documents =
                StreamSupport.stream(file.path("schemas").spliterator(), false).toList();
        this.core = ScimAttribute.all(file.path("common"));
        this.core.putAll(ScimAttribute.all(documents.get(0).path("attributes")));
        this.enterprise = ScimAttribute.all(documents.get(1).path("attributes"));
    }

    /** The schemas as documents. */
    public List<JsonNode> documents() {
        return documents;
    }

    /** An attribute of the core schema, or one that all resources have. */
    public Optional<ScimAttribute> core(String name) {
        return Optional.ofNullable(core.get(name.toLowerCase(Locale.ROOT)));
    }

    /** An attribute of the enterprise extension. */
    public Optional<ScimAttribute> enterprise(String name) {
        return Optional.ofNullable(enterprise.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The attribute that the path names. */
    public Optional<ScimAttribute> attribute(ScimPath path) {
        return path.isIn(ENTERPRISE)
                ? enterprise(path.attribute())
                : path.isIn(USER) || path.schema().isEmpty() ? core(path.attribute()) : Optional.empty();
    }

    /** Whether the path names a standard attribute that is accepted, but not stored. */
    public boolean isIgnored(ScimPath path) {
        return (path.schema().isEmpty() || path.isIn(USER))
                && IGNORED.contains(path.attribute().toLowerCase(Locale.ROOT));
    }
}
