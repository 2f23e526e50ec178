package dev.tracks.lambda.http.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.lambda.json.FieldProblem;
import dev.tracks.lambda.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Problem details (RFC 9457): {@code {"type","title","status","detail"}} and extension members.
 *
 * @param slug the end of the type, {@code /problems/<slug>}; it never changes, so that clients can rely on it
 * @param more the extension members, such as {@code errors}
 */
public record Problem(int status, String slug, String title, String detail, Map<String, JsonNode> more) {
    public static Problem of(int status, String slug, String title, String detail) {
        return new Problem(status, slug, title, detail, Map.of());
    }

    public Problem with(String member, Object value) {
        Map<String, JsonNode> all = new LinkedHashMap<>(more);
        all.put(member, Json.of(value));
        return new Problem(status, slug, title, detail, all);
    }

    /** The problem with its invalid fields: {@code errors:[{field,message}]}. */
    public Problem withErrors(List<FieldProblem> problems) {
        ArrayNode errors = Json.object().putArray("errors");
        problems.forEach(
                problem -> errors.addObject().put("field", problem.field()).put("message", problem.message()));
        return with("errors", errors);
    }

    public HttpResponse response() {
        ObjectNode body = Json.object()
                .put("type", "/problems/" + slug)
                .put("title", title)
                .put("status", status)
                .put("detail", detail);
        body.setAll(more);
        return HttpResponse.json(status, body).with("content-type", "application/problem+json");
    }
}
