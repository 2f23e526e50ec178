package dev.tracks.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import dev.tracks.local.events.EventBus;
import dev.tracks.local.lambda.InvocationResult;
import dev.tracks.local.support.Inbox;
import dev.tracks.local.support.InboxQuery;
import dev.tracks.local.support.Json;
import dev.tracks.local.support.LocalServer;
import dev.tracks.local.support.Reply;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** The HTTP API in front of {@code api}, and the local cloud's own routes below {@code /local}. */
public final class Gateway {
    /** The size limit of an HTTP API's request, and of a Lambda event. */
    private static final int REQUEST_LIMIT = 10 * 1024 * 1024;

    /** The limit of the request line and all header values together (API Gateway quotas, "HTTP API"). */
    private static final int HEADER_LIMIT = 10_240;

    private static final int EVENT_LIMIT = 6 * 1024 * 1024;
    private static final int MESSAGE_LIMIT = 1024 * 1024;
    /**
     * The template's burst limit: "the target maximum number of concurrent request submissions that API Gateway can
     * fulfill before returning 429" (API Gateway Developer Guide, "Throttle requests to your HTTP APIs"). The rate
     * limit is not applied: one machine is slower than it.
     */
    static final int MOST_AT_ONCE = 200;

    private final Function<byte[], InvocationResult> api;
    private final GatewayOptions options;
    private final Cors cors;
    private final Inbox inbox;
    private final EventBus events;
    private final InstantSource clock;
    private final Semaphore free = new Semaphore(MOST_AT_ONCE);

    public Gateway(
            Function<byte[], InvocationResult> api,
            GatewayOptions options,
            Inbox inbox,
            EventBus events,
            InstantSource clock) {
        this.api = api;
        this.options = options;
        this.cors = new Cors(options.corsOrigins());
        this.inbox = inbox;
        this.events = events;
        this.clock = clock;
    }

    public Reply handle(HttpExchange exchange) throws IOException {
        String path = options.route(exchange.getRequestURI().getPath());
        return path.startsWith("/local/") ? local(exchange, path) : answer(exchange, path);
    }

    private Reply answer(HttpExchange exchange, String path) throws IOException {
        String requestId = UUID.randomUUID().toString();
        byte[] body = LocalServer.body(exchange, REQUEST_LIMIT);
        ApiRoute route = ApiRoute.of(exchange.getRequestMethod(), path, cors.isConfigured());
        return answer(exchange, route, body, requestId).with("apigw-requestid", requestId);
    }

    /** @param body null if it is too long */
    private Reply answer(HttpExchange exchange, ApiRoute route, byte[] body, String requestId) {
        if (headerSize(exchange) > HEADER_LIMIT) {
            return GatewayResponse.message(431, "Request Header Fields Too Large");
        }
        if (cors.isPreflight(exchange)) {
            return cors.preflight(exchange);
        }
        if (!free.tryAcquire()) {
            return GatewayResponse.message(429, "Too Many Requests");
        }
        try {
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            if (route.needsToken() && LocalToken.of(authorization, clock).isEmpty()) {
                return GatewayResponse.unauthorized(authorization);
            }
            byte[] event = body == null ? null : Json.bytes(HttpEvent.of(exchange, route, body, requestId, clock));
            if (event == null || event.length > EVENT_LIMIT) {
                return GatewayResponse.message(413, "Request Entity Too Large");
            }
            return cors.on(GatewayResponse.of(api.apply(event)), exchange);
        } finally {
            free.release();
        }
    }

    private static long headerSize(HttpExchange exchange) {
        long line = exchange.getRequestMethod().length()
                + exchange.getRequestURI().toString().length()
                + exchange.getProtocol().length();
        return line
                + exchange.getRequestHeaders().values().stream()
                        .flatMap(List::stream)
                        .mapToLong(String::length)
                        .sum();
    }

    private Reply local(HttpExchange exchange, String path) throws IOException {
        return switch (exchange.getRequestMethod() + " " + path) {
            case "GET /local/messages" -> messages(exchange);
            case "GET /local/clock" ->
                Reply.json(200, Json.object().put("now", clock.instant().toString()));
            case "GET /local/events" -> Reply.json(200, events.newestFirst());
            case "POST /local/inbox" -> keep(exchange);
            default -> GatewayResponse.message(404, "Not Found");
        };
    }

    private Reply messages(HttpExchange exchange) {
        return InboxQuery.of(LocalServer.query(exchange))
                .map(query -> Reply.json(200, inbox.newestFirst(query)))
                .orElseGet(() -> GatewayResponse.message(
                        400, "The parameters are limit (1 to 100), cursor (a nextCursor) and q"));
    }

    /** The route by which {@code deliver} adds a message to the inbox: JSON with a string {@code id}. */
    private Reply keep(HttpExchange exchange) throws IOException {
        byte[] body = LocalServer.body(exchange, MESSAGE_LIMIT);
        Optional<JsonNode> message = Optional.ofNullable(body).flatMap(Json::parse);
        Optional<String> id = message.map(node -> node.path("id").asText("")).filter(text -> !text.isEmpty());
        if (id.isEmpty()) {
            return GatewayResponse.message(400, "The message must be a JSON object with a string id");
        }
        inbox.keep(id.get(), message.get());
        return Reply.json(200, Json.object());
    }
}
