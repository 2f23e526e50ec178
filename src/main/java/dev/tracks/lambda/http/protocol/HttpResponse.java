package dev.tracks.lambda.http.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.lambda.json.Json;
import dev.tracks.usecase.Stored;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * An answer, as API Gateway takes it (payload format 2.0).
 *
 * @param headers by name in lower case
 * @param body the text, or bytes in Base64; empty for none
 * @param base64 whether the body is bytes in Base64
 */
public record HttpResponse(int status, Map<String, String> headers, String body, boolean base64) {
    public HttpResponse {
        headers = Map.copyOf(headers);
    }

    /** An answer whose body is text. */
    public HttpResponse(int status, Map<String, String> headers, String body) {
        this(status, headers, body, false);
    }

    /** An answer whose body is not text: compressed, or a font. */
    public static HttpResponse bytes(int status, Map<String, String> headers, byte[] body) {
        return new HttpResponse(status, headers, Base64.getEncoder().encodeToString(body), true);
    }

    /** JSON that no cache may keep: it is about people, and depends on who asks. */
    public static HttpResponse json(int status, JsonNode body) {
        return new HttpResponse(
                status, Map.of("content-type", "application/json", "cache-control", "no-store"), Json.text(body));
    }

    /** It is accepted, and goes on after the answer. */
    public static HttpResponse accepted() {
        return new HttpResponse(202, Map.of(), "");
    }

    /** Done, nothing to say. */
    public static HttpResponse noContent() {
        return new HttpResponse(204, Map.of(), "");
    }

    /** As HEAD is answered: with the headers of GET (RFC 9110, section 9.3.2). */
    public HttpResponse withoutBody() {
        return new HttpResponse(status, headers, "");
    }

    public HttpResponse with(String header, String value) {
        Map<String, String> all = new TreeMap<>(headers);
        all.put(header, value);
        return new HttpResponse(status, all, body, base64);
    }

    /** The version of the record that is answered. */
    public HttpResponse withETag(Stored<?> record) {
        return with("etag", "\"" + record.version() + "\"");
    }

    /** As the function answers it. */
    public ObjectNode event() {
        ObjectNode event = Json.object().put("statusCode", status);
        event.set("headers", Json.of(new TreeMap<>(headers)));
        return event.put("body", body).put("isBase64Encoded", base64);
    }

    /** What {@link #event()} wrote. */
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
