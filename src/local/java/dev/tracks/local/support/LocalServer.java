package dev.tracks.local.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * An HTTP server on the loopback address. Each request has its own thread, so that long polls block no other request.
 */
public final class LocalServer implements AutoCloseable {
    static {
        // The JDK reads this when the first server starts. Without it, each response waits for a delayed ACK.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // Longer than clients keep connections, so that none is closed while a request is on its way.
        System.setProperty("sun.net.httpserver.idleInterval", "600");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "1000");
    }

    /** Answers one request. An exception becomes a response with status 500. */
    public interface Handler {
        Reply handle(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private final HttpServer server;
    private final BooleanSupplier closing;
    private volatile boolean closed;

    /**
     * Binds the port without serving yet; 0 takes any free one.
     *
     * @throws LocalCloudException if the port is in use
     */
    public LocalServer(int port, Executor threads) {
        this(port, threads, () -> false);
    }

    /**
     * As {@link #LocalServer(int, Executor)}.
     *
     * @param closing whether what the handler uses is being closed; from then on, it serves no request
     */
    public LocalServer(int port, Executor threads, BooleanSupplier closing) {
        this.closing = closing;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
        } catch (BindException e) {
            throw new LocalCloudException(
                    "port " + port + " is in use; -Dlocal.port and -Dlocal.aws.port choose others", e);
        } catch (IOException e) {
            throw new LocalCloudException("port " + port + " cannot be opened: " + e.getMessage(), e);
        }
        server.setExecutor(threads);
    }

    public void serve(Handler handler) {
        server.createContext("/", exchange -> answer(handler, exchange));
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public URI uri() {
        return URI.create("http://localhost:" + port());
    }

    private void answer(Handler handler, HttpExchange exchange) throws IOException {
        try (exchange) {
            if (isClosing()) {
                return;
            }
            Reply reply;
            try {
                reply = handler.handle(exchange);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (isClosing()) {
                    return;
                }
                e.printStackTrace();
                reply = Reply.json(500, Json.object().put("message", "Internal error of the local cloud: " + e));
            }
            reply.send(exchange);
        }
    }

    private boolean isClosing() {
        return closed || closing.getAsBoolean();
    }

    /**
     * The request's body.
     *
     * @param limit in bytes; a longer body is read completely, so that the client gets the response, and discarded
     * @return null if the body is longer than the limit
     */
    public static byte[] body(HttpExchange exchange, int limit) throws IOException {
        InputStream in = exchange.getRequestBody();
        byte[] body = in.readNBytes(limit + 1);
        if (body.length <= limit) {
            return body;
        }
        // Not skip(): the server would not count the skipped bytes and would reset the connection.
        in.transferTo(OutputStream.nullOutputStream());
        return null;
    }

    /** The parameters of the request's query, decoded. */
    public static Map<String, String> query(HttpExchange exchange) {
        String raw = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        Map<String, String> query = new HashMap<>();
        for (String parameter : raw.split("&")) {
            String[] parts = parameter.split("=", 2);
            query.put(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        closed = true;
        server.stop(0);
    }
}
