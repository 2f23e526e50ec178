package dev.tracks.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.local.lambda.InvocationResult;
import dev.tracks.local.support.Json;
import dev.tracks.local.support.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The HTTP response that API Gateway's HTTP API makes of a function's result in payload format 2.0. JSON without a
 * {@code statusCode} is the body of a 200; an unknown form or an error is a 500; a time-out is a 503.
 */
public final class GatewayResponse {
    /** Headers that the HTTP server sets itself. */
    private static final Set<String> NOT_PASSED_ON =
            Set.of("content-length", "transfer-encoding", "connection", "date");

    private static final String INVALID_TOKEN = "Bearer scope=\"\" error=\"invalid_token\""
            + " error_description=\"the token must be local-<participantId>-<role>\"";

    private GatewayResponse() {}

    static Reply of(InvocationResult answer) {
        if (answer.failure() == InvocationResult.Failure.TIMED_OUT) {
            return message(503, "Service Unavailable");
        }
        Optional<JsonNode> response = Json.parse(answer.payload());
        if (answer.isError() || response.isEmpty()) {
            return internalServerError();
        }
        JsonNode node = response.get();
        if (!node.has("statusCode")) {
            byte[] body = node.isTextual() ? node.asText().getBytes(StandardCharsets.UTF_8) : answer.payload();
            return new Reply(200, Map.of("content-type", List.of("application/json")), body);
        }
        try {
            int status = Integer.parseInt(node.get("statusCode").asText());
            return status < 100 || status > 599 ? internalServerError() : new Reply(status, headers(node), body(node));
        } catch (IllegalArgumentException e) {
            return internalServerError();
        }
    }

    private static Map<String, List<String>> headers(JsonNode node) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("content-type", List.of("text/plain;charset=UTF-8"));
        node.path("headers").properties().forEach(header -> {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!NOT_PASSED_ON.contains(name)) {
                headers.put(name, List.of(header.getValue().asText()));
            }
        });
        List<String> cookies = new ArrayList<>();
        node.path("cookies").forEach(cookie -> cookies.add(cookie.asText()));
        if (!cookies.isEmpty()) {
            headers.put("set-cookie", cookies);
        }
        return headers;
    }

    private static byte[] body(JsonNode node) {
        JsonNode body = node.path("body");
        if (body.isMissingNode() || body.isNull()) {
            return new byte[0];
        }
        String text = body.isTextual() ? body.asText() : body.toString();
        return node.path("isBase64Encoded").asBoolean()
                ? Base64.getDecoder().decode(text)
                : text.getBytes(StandardCharsets.UTF_8);
    }

    private static Reply internalServerError() {
        return message(500, "Internal Server Error");
    }

    /**
     * What the authorizer answers without a valid token (API Gateway Developer Guide, "Troubleshooting issues with HTTP
     * API JWT authorizers").
     *
     * @param authorization the header; null without one
     */
    static Reply unauthorized(String authorization) {
        boolean missing = authorization == null || authorization.isBlank();
        return message(401, "Unauthorized").with("www-authenticate", missing ? "Bearer" : INVALID_TOKEN);
    }

    public static Reply message(int status, String message) {
        return Reply.json(status, Json.object().put("message", message));
    }
}
