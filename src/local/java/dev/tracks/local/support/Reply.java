package dev.tracks.local.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An HTTP response. */
public record Reply(int status, Map<String, List<String>> headers, byte[] body) {
    public static Reply json(int status, JsonNode body) {
        return new Reply(status, Map.of("content-type", List.of("application/json")), Json.bytes(body));
    }

    public static Reply empty(int status) {
        return new Reply(status, Map.of(), new byte[0]);
    }

    public Reply with(String header, String value) {
        Map<String, List<String>> all = new LinkedHashMap<>(headers);
        all.put(header, List.of(value));
        return new Reply(status, all, body);
    }

    void send(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().putAll(headers);
        boolean bodiless = "HEAD".equals(exchange.getRequestMethod()) || status == 204 || status == 304;
        if (bodiless || body.length == 0) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
