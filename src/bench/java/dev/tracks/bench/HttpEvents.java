package dev.tracks.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Events of an HTTP API, payload format 2.0, with the fields that the api function needs. */
final class HttpEvents {
    private static final ObjectMapper JSON = new ObjectMapper();

    private HttpEvents() {}

    static String get(String path) {
        return event("GET", path).toString();
    }

    static String form(String path, String body) {
        ObjectNode event = event("POST", path).put("body", body).put("isBase64Encoded", false);
        event.putObject("headers").put("content-type", "application/x-www-form-urlencoded");
        return event.toString();
    }

    private static ObjectNode event(String method, String path) {
        ObjectNode event = JSON.createObjectNode()
                .put("version", "2.0")
                .put("routeKey", "$default")
                .put("rawPath", path)
                .put("rawQueryString", "");
        event.putObject("headers");
        event.putObject("requestContext")
                .put("requestId", "bench")
                .putObject("http")
                .put("method", method)
                .put("path", path)
                .put("protocol", "HTTP/1.1")
                .put("sourceIp", "127.0.0.1");
        return event;
    }
}
