package dev.tracks.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** A server that answers as a test configures it, and records the requests. */
public final class FakeSlack implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** A received request. */
    public record Seen(String path, Headers headers, JsonNode body) {}

    private final HttpServer server;
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile String body = "{\"ok\":true,\"channel\":\"D1\",\"ts\":\"1503435956.000247\"}";
    private volatile Map<String, String> headers = Map.of();
    private final AtomicReference<String> firstAnswer = new AtomicReference<>();
    private volatile boolean hangsUp;

    public FakeSlack() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/", exchange -> {
            try (exchange) {
                seen.add(new Seen(
                        exchange.getRequestURI().getPath(),
                        exchange.getRequestHeaders(),
                        json(exchange.getRequestBody().readAllBytes())));
                if (hangsUp) {
                    return;
                }
                String next = firstAnswer.getAndSet(null);
                byte[] answer = (next == null ? body : next).getBytes(StandardCharsets.UTF_8);
                headers.forEach(exchange.getResponseHeaders()::add);
                exchange.sendResponseHeaders(status, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        server.start();
    }

    /** A form as it was received, because only a few calls send one. */
    private static JsonNode json(byte[] received) throws IOException {
        String text = new String(received, StandardCharsets.UTF_8);
        return text.startsWith("{")
                ? MAPPER.readTree(text)
                : MAPPER.getNodeFactory().textNode(text);
    }

    public URI api() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/api");
    }

    public FakeSlack answers(int code, String text, Map<String, String> more) {
        status = code;
        body = text;
        headers = more;
        return this;
    }

    /** Answers the next request with this body, and later ones as before. */
    public void answersOnce(String text) {
        firstAnswer.set(text);
    }

    /** The {@code response_url} of a click. */
    public URI responseUrl() {
        return api().resolve("/actions/T1/2/3");
    }

    /** Takes requests and ends the connection without an answer. */
    public void hangUp() {
        hangsUp = true;
    }

    public List<Seen> seen() {
        return seen;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
