package dev.tracks.local.gateway;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.tracks.local.support.Reply;
import java.util.List;

/**
 * The CORS configuration of the HTTP API, with the template's values. If there is one, the gateway itself answers
 * preflights, before the authorizer, and adds CORS headers to the function's responses (API Gateway Developer Guide,
 * "Configure CORS for HTTP APIs"). Requests of other origins get the same responses without these headers, and their
 * browser refuses to show them to the page.
 *
 * @param origins the origins whose pages may call the API; empty if CORS is not configured
 */
public record Cors(List<String> origins) {
    public static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    public static final List<String> REQUEST_HEADERS =
            List.of("authorization", "content-type", "idempotency-key", "if-match", "if-none-match");
    public static final List<String> RESPONSE_HEADERS =
            List.of("etag", "location", "allow", "retry-after", "idempotent-replayed", "apigw-requestid");
    /** How long a browser may keep the answer to a preflight, in seconds. */
    public static final int MAX_AGE = 600;

    boolean isConfigured() {
        return !origins.isEmpty();
    }

    /** Whether the gateway answers this request itself. */
    boolean isPreflight(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        return isConfigured()
                && exchange.getRequestMethod().equals("OPTIONS")
                && headers.containsKey("Origin")
                && headers.containsKey("Access-Control-Request-Method");
    }

    Reply preflight(HttpExchange exchange) {
        Reply reply = Reply.empty(204);
        return isAllowed(exchange)
                ? reply.with("access-control-allow-origin", origin(exchange))
                        .with("access-control-allow-methods", String.join(",", METHODS))
                        .with("access-control-allow-headers", String.join(",", REQUEST_HEADERS))
                        .with("access-control-max-age", Integer.toString(MAX_AGE))
                : reply;
    }

    /** The function's response, with the headers that let a page of an allowed origin read it. */
    Reply on(Reply reply, HttpExchange exchange) {
        return isAllowed(exchange)
                ? reply.with("access-control-allow-origin", origin(exchange))
                        .with("access-control-expose-headers", String.join(",", RESPONSE_HEADERS))
                : reply;
    }

    private boolean isAllowed(HttpExchange exchange) {
        return origin(exchange) != null && origins.contains(origin(exchange));
    }

    private static String origin(HttpExchange exchange) {
        return exchange.getRequestHeaders().getFirst("Origin");
    }
}
