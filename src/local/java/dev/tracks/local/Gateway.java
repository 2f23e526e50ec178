package dev.tracks.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/** The HTTP API in front of {@code api}, and the local cloud's own routes below {@code /local}. */
final class Gateway {
    /** Of an HTTP API's request; and of what Lambda takes as an event. */
    private static final int REQUEST_LIMIT = 10 * 1024 * 1024;

    private static final int EVENT_LIMIT = 6 * 1024 * 1024;
    private static final int MESSAGE_LIMIT = 1024 * 1024;

    private final Function<byte[], Answer> api;
    private final Inbox inbox;
    private final EventBus events;
    private final InstantSource clock;

    Gateway(Function<byte[], Answer> api, Inbox inbox, EventBus events, InstantSource clock) {
        this.api = api;
        this.inbox = inbox;
        this.events = events;
        this.clock = clock;
    }

    Reply handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        return path.startsWith("/local/") ? local(exchange, path) : invoke(exchange);
    }

    private Reply invoke(HttpExchange exchange) throws IOException {
        byte[] body = LocalServer.body(exchange, REQUEST_LIMIT);
        byte[] event = body == null ? null : Json.bytes(HttpEvent.of(exchange, body, clock));
        if (event == null || event.length > EVENT_LIMIT) {
            return HttpAnswer.message(413, "Request Entity Too Large");
        }
        return HttpAnswer.of(api.apply(event));
    }

    private Reply local(HttpExchange exchange, String path) throws IOException {
        return switch (exchange.getRequestMethod() + " " + path) {
            case "GET /local/messages" -> Reply.json(200, inbox.newestFirst());
            case "GET /local/events" -> Reply.json(200, events.newestFirst());
            case "POST /local/inbox" -> keep(exchange);
            default -> HttpAnswer.message(404, "Not Found");
        };
    }

    /** How {@code deliver} hands in a message: JSON with a text {@code id}. */
    private Reply keep(HttpExchange exchange) throws IOException {
        byte[] body = LocalServer.body(exchange, MESSAGE_LIMIT);
        Optional<JsonNode> message = Optional.ofNullable(body).flatMap(Json::parse);
        Optional<String> id = message.map(node -> node.path("id").asText("")).filter(text -> !text.isEmpty());
        if (id.isEmpty()) {
            return HttpAnswer.message(400, "A message is a JSON object with an id");
        }
        inbox.keep(id.get(), message.get());
        return Reply.json(200, Json.object());
    }
}
