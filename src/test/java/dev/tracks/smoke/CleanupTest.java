package dev.tracks.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CleanupTest {
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer server;

    /** Answers 500 to the path /broken, and otherwise 204. */
    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            requests.add(exchange.getRequestMethod() + " " + path);
            exchange.sendResponseHeaders(path.equals("/broken") ? 500 : 204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aRequestThatFailsIsNamedAndTheOthersAreStillSentTheLatestFirst() {
        URI url = URI.create("http://localhost:" + server.getAddress().getPort());
        Cleanup cleanup = new Cleanup(new Deployment(new SmokeOptions(url, "token", Duration.ofSeconds(1), Map.of())));
        cleanup.delete("/person");
        cleanup.archive("/track", "{}");
        cleanup.delete("/broken");

        assertThat(cleanup.run()).singleElement().asString().contains("DELETE /broken answered 500");
        assertThat(requests).containsExactly("DELETE /broken", "PUT /track", "DELETE /person");
        assertThat(cleanup.run()).isEmpty();
    }
}
