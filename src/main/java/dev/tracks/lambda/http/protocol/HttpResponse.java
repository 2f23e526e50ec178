package dev.tracks.lambda.http.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.lambda.json.Json;
import dev.tracks.usecase.Stored;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * A response to API Gateway (payload format 2.0).
 *
 * @param headers by name in lower case
 * @param body the text, or bytes in Base64; empty for no body
 * @param base64 whether the body is bytes in Base64
 */
public record HttpResponse(int status, Map<String, String> headers, String body, boolean base64) {
    public HttpResponse {
        headers = Map.copyOf(headers);
    }

    /** A response with a text body. */
    public HttpResponse(int status, Map<String, String> headers, String body) {
        this(status, headers, body, false);
    }

    /** A response with a binary body, such as a compressed file or a font. */
    public static HttpResponse bytes(int status, Map<String, String> headers, byte[] body) {
        return new HttpResponse(status, headers, Base64.getEncoder().encodeToString(body), true);
    }

    /** A JSON response. No cache may store it: it contains personal data and depends on the caller. */
    public static HttpResponse json(int status, JsonNode body) {
        return new HttpResponse(
                status, Map.of("content-type", "application/json", "cache-control", "no-store"), Json.text(body));
    }

    /** 202: the work continues after the response. */
    public static HttpResponse accepted() {
        return new HttpResponse(202, Map.of(), "");
    }

    /** 204: success, without a body. */
    public static HttpResponse noContent() {
        return new HttpResponse(204, Map.of(), "");
    }

    /** 302: the page is at another URL, given relative to the request's. */
    public static HttpResponse found(String relative) {
        return new HttpResponse(302, Map.of("location", relative, "cache-control", "no-store"), "");
    }

    /** The response to HEAD: the headers of GET without its body (RFC 9110, section 9.3.2). */
    public HttpResponse withoutBody() {
        return new HttpResponse(status, headers, "");
    }

    public HttpResponse with(String header, String value) {
        Map<String, String> all = new TreeMap<>(headers);
        all.put(header, value);
        return new HttpResponse(status, all, body, base64);
    }

    public HttpResponse without(String header) {
        Map<String, String> others = new TreeMap<>(headers);
        others.remove(header);
        return new HttpResponse(status, others, body, base64);
    }

    /** The response with the record's version as its ETag. */
    public HttpResponse withETag(Stored<?> record) {
        return with("etag", "\"" + record.version() + "\"");
    }

    /** The JSON that the function returns. */
    public ObjectNode event() {
        ObjectNode event = Json.object().put("statusCode", status);
        event.set("headers", Json.of(new TreeMap<>(headers)));
        return event.put("body", body).put("isBase64Encoded", base64);
    }

    /** Reads the JSON that {@link #event()} wrote. */
    public static HttpResponse of(JsonNode event) {
        Map<String, String> headers = new TreeMap<>();
        event.path("headers")
                .fields()
                .forEachRemaining(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        return new HttpResponse(
                event.path("statusCode").asInt(),
                headers,
                event.path("body").asText(),
                event.path("isBase64Encoded").asBoolean());
    }
}
