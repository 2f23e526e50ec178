package dev.tracks.lambda.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.lambda.http.access.TestToken;
import dev.tracks.lambda.json.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Builds an event of an HTTP API and reads the response. The default caller is {@code root}, an admin. */
public final class TestRequest {
    private final HttpApi api;
    private final ObjectNode event = Json.object();

    private TestRequest(HttpApi api, String method, String path) {
        this.api = api;
        String[] parts = path.split("\\?", 2);
        event.put("version", "2.0").put("rawPath", parts[0]).put("rawQueryString", parts.length == 1 ? "" : parts[1]);
        event.putObject("requestContext").putObject("http").put("method", method);
        event.putObject("headers");
        as("root", "admin");
    }

    public static TestRequest of(HttpApi api, String method, String path) {
        return new TestRequest(api, method, path);
    }

    public TestRequest as(String subject, String... roles) {
        return token(TestToken.payload(subject, roles));
    }

    /** Sends a verified token with that payload. */
    public TestRequest token(JsonNode payload) {
        TestToken.send(event, payload);
        return this;
    }

    /** The verified claims; a test can change them. */
    public ObjectNode claims() {
        return event.withObject("/requestContext/authorizer/jwt/claims");
    }

    TestRequest stage(String name) {
        event.withObject("/requestContext").put("stage", name);
        return this;
    }

    TestRequest domain(String name) {
        event.withObject("/requestContext").put("domainName", name);
        return this;
    }

    public TestRequest withoutToken() {
        event.withObject("/requestContext").remove("authorizer");
        return withoutHeader("authorization");
    }

    public TestRequest withoutHeader(String name) {
        event.withObject("/headers").remove(name);
        return this;
    }

    public TestRequest header(String name, String value) {
        ((ObjectNode) event.get("headers")).put(name, value);
        return this;
    }

    public TestRequest body(String text) {
        event.put("body", text);
        return this;
    }

    /** Sends the body as text; replaces an earlier body. */
    public TestRequest text(String text) {
        event.put("body", text).put("isBase64Encoded", false);
        return this;
    }

    public TestRequest base64(String encoded) {
        event.put("body", encoded).put("isBase64Encoded", true);
        return this;
    }

    /** The response event. */
    public Answer send() {
        JsonNode answer = api.answer(event, "request-1").event();
        Map<String, String> headers = new TreeMap<>();
        answer.get("headers")
                .fields()
                .forEachRemaining(
                        header -> headers.put(header.getKey(), header.getValue().textValue()));
        String body = answer.get("body").textValue();
        boolean json =
                !body.isEmpty() && headers.getOrDefault("content-type", "").contains("json");
        return new Answer(answer.get("statusCode").intValue(), headers, json ? Json.read(body) : Json.object(), body);
    }

    /** The response. */
    public record Answer(int status, Map<String, String> headers, JsonNode json, String text) {
        /** The string at a JSON pointer. */
        public String at(String pointer) {
            return json.at(pointer).asText();
        }

        /** The fields that a problem names, in order. */
        public List<String> fields() {
            return json.findValuesAsText("field");
        }
    }
}
