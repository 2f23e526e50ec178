package dev.tracks.lambda.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.lambda.http.protocol.HttpRequest;
import dev.tracks.lambda.http.protocol.HttpResponse;
import dev.tracks.lambda.json.Json;
import java.util.List;
import java.util.Optional;

/** Errors below {@code /scim/v2} are errors of SCIM (RFC 7644, section 3.12) instead of problem details. */
final class ScimErrors {
    private static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:Error";
    private static final String PROBLEM = "application/problem+json";

    private ScimErrors() {}

    static boolean applyTo(HttpRequest request) {
        List<String> path = request.path().segments();
        return path.size() > 1 && path.get(0).equals("scim") && path.get(1).equals("v2");
    }

    /** The response with an error of SCIM, if it has a problem; otherwise as it is. */
    static HttpResponse translated(HttpResponse response) {
        if (!response.headers().getOrDefault("content-type", "").equals(PROBLEM)) {
            return response;
        }
        JsonNode problem = Json.read(response.body());
        ObjectNode error = Json.object();
        error.putArray("schemas").add(SCHEMA);
        scimType(problem).ifPresent(type -> error.put("scimType", type));
        error.put("detail", detail(problem)).put("status", Integer.toString(response.status()));
        return new HttpResponse(response.status(), response.headers(), Json.text(error))
                .with("content-type", "application/scim+json");
    }

    private static Optional<String> scimType(JsonNode problem) {
        if (problem.has("scimType")) {
            return Optional.of(problem.path("scimType").asText());
        }
        String type = problem.path("type").asText();
        if (type.equals("/problems/alias-taken")) {
            return Optional.of("uniqueness");
        }
        boolean body = problem.at("/errors/0/field").asText().equals("body");
        return type.equals("/problems/invalid-request")
                ? Optional.of(body ? "invalidSyntax" : "invalidValue")
                : Optional.empty();
    }

    private static String detail(JsonNode problem) {
        String detail = problem.path("detail").asText();
        JsonNode first = problem.at("/errors/0");
        return problem.path("type").asText().equals("/problems/alias-taken")
                ? detail + ": it " + first.path("message").asText()
                : detail;
    }
}
