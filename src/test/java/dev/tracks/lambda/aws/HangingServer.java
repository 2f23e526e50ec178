package dev.tracks.lambda.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * An AWS endpoint that never answers the first request of each of some operations; all other requests get an empty response.
 */
final class HangingServer implements AutoCloseable {
    private static final String ANSWER = "{\"FailedEntryCount\":0,\"Entries\":[]}";

    private final List<String> received = new CopyOnWriteArrayList<>();
    private final Set<String> hung = ConcurrentHashMap.newKeySet();
    private final Predicate<String> hangs;
    private final HttpServer server;

    /**
     * @param hangs the operations (or HTTP methods, if the request names no operation) whose first request gets no
     *     response
     */
    HangingServer(Predicate<String> hangs) throws IOException {
        this.hangs = hangs;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/", this::take);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The operations of the requests received so far. */
    List<String> received() {
        return List.copyOf(received);
    }

    private void take(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        String operation = target == null ? exchange.getRequestMethod() : target.replaceFirst(".*\\.", "");
        received.add(operation);
        if (hangs.test(operation) && hung.add(operation)) {
            return; // The connection stays open.
        }
        byte[] answer = ANSWER.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
