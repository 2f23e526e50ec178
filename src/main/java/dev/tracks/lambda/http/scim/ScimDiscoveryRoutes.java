package dev.tracks.lambda.http.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.lambda.http.Route;
import dev.tracks.lambda.http.Routes;
import dev.tracks.lambda.http.access.Call;
import dev.tracks.lambda.http.protocol.HttpResponse;
import dev.tracks.lambda.http.protocol.Problem;
import dev.tracks.lambda.http.protocol.ProblemException;
import dev.tracks.lambda.http.scim.schema.ScimSchema;
import dev.tracks.lambda.json.Json;
import jakarta.inject.Singleton;
import java.util.List;

/** What clients can find out about this implementation of SCIM (RFC 7644, section 4). */
@Singleton
public final class ScimDiscoveryRoutes implements Routes {
    private static final String CONFIG = "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig";
    private static final String RESOURCE_TYPE = "urn:ietf:params:scim:schemas:core:2.0:ResourceType";

    private final ScimAuthentication authentication;
    private final ScimSchema schema;
    private final ScimLocations locations;

    public ScimDiscoveryRoutes(ScimAuthentication authentication, ScimSchema schema, ScimLocations locations) {
        this.authentication = authentication;
        this.schema = schema;
        this.locations = locations;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                authentication.route("GET", "/ServiceProviderConfig", call -> ScimResponse.of(200, configuration())),
                authentication.route("GET", "/ResourceTypes", call -> all(call, List.of(userType()))),
                authentication.route("GET", "/ResourceTypes/User", call -> ScimResponse.of(200, userType())),
                authentication.route("GET", "/Schemas", call -> all(call, schemas())),
                authentication.route("GET", "/Schemas/{schemaId}", this::schema),
                // Okta reads the groups when it tests a connection and when it imports people.
                authentication.route("GET", "/Groups", call -> ScimResponse.list(List.of(), 0, 1)));
    }

    /** A filter would have to be refused (RFC 7644, section 4). */
    private static HttpResponse all(Call call, List<? extends JsonNode> resources) {
        if (call.request().parameters().has("filter")) {
            throw new ProblemException(Problem.of(403, "forbidden", "Forbidden", "this list cannot be filtered"));
        }
        return ScimResponse.list(resources, resources.size(), 1);
    }

    private HttpResponse schema(Call call) {
        return schemas().stream()
                .filter(found ->
                        found.path("id").asText().equalsIgnoreCase(call.path().get("schemaId")))
                .findFirst()
                .map(found -> ScimResponse.of(200, found))
                .orElseThrow(() -> new ProblemException(Problem.of(404, "not-found", "Not found", "schema not found")));
    }

    private List<ObjectNode> schemas() {
        return schema.documents().stream()
                .map(document -> (ObjectNode) document.deepCopy())
                .map(document -> located(
                        document, "Schema", "/Schemas/" + document.path("id").asText()))
                .toList();
    }

    private ObjectNode userType() {
        ObjectNode type = Json.object();
        type.putArray("schemas").add(RESOURCE_TYPE);
        type.put("id", "User").put("name", "User").put("endpoint", "/Users").put("description", "A person.");
        type.put("schema", ScimSchema.USER);
        type.putArray("schemaExtensions")
                .addObject()
                .put("schema", ScimSchema.ENTERPRISE)
                .put("required", false);
        return located(type, "ResourceType", "/ResourceTypes/User");
    }

    private ObjectNode configuration() {
        ObjectNode config = Json.object();
        config.putArray("schemas").add(CONFIG);
        config.putObject("patch").put("supported", true);
        config.putObject("bulk").put("supported", false).put("maxOperations", 0).put("maxPayloadSize", 0);
        config.putObject("filter").put("supported", true).put("maxResults", ScimPage.MAX);
        config.putObject("changePassword").put("supported", false);
        config.putObject("sort").put("supported", false);
        config.putObject("etag").put("supported", true);
        config.putArray("authenticationSchemes")
                .addObject()
                .put("type", "oauthbearertoken")
                .put("name", "Bearer token")
                .put("description", "A token in the header Authorization (RFC 6750).")
                .put("specUri", "https://www.rfc-editor.org/info/rfc6750")
                .put("primary", true);
        return located(config, "ServiceProviderConfig", "/ServiceProviderConfig");
    }

    private ObjectNode located(ObjectNode resource, String type, String endpoint) {
        resource.putObject("meta").put("resourceType", type).put("location", locations.of(endpoint));
        return resource;
    }
}
