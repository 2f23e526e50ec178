package dev.tracks.lambda.http.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.lambda.http.protocol.HttpResponse;
import dev.tracks.lambda.json.Json;
import java.util.List;

/** Responses with the media type of SCIM (RFC 7644, section 8.1). */
final class ScimResponse {
    static final String TYPE = "application/scim+json";
    private static final String LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

    private ScimResponse() {}

    static HttpResponse of(int status, JsonNode body) {
        return HttpResponse.json(status, body).with("content-type", TYPE);
    }

    /** A list (RFC 7644, section 3.4.2). */
    static HttpResponse list(List<? extends JsonNode> resources, int total, int startIndex) {
        ObjectNode body = Json.object();
        body.putArray("schemas").add(LIST);
        body.put("totalResults", total).put("startIndex", startIndex).put("itemsPerPage", resources.size());
        body.set("Resources", Json.of(resources));
        return of(200, body);
    }
}
