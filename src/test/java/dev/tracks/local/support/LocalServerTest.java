package dev.tracks.local.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose handler reads what is closed before the server, as in the local cloud. */
class LocalServerTest {
    @AutoClose
    private final Resources open = new Resources();

    @TempDir
    private Path folder;

    private LocalServer server;
    private DiskStore disk;
    private volatile Runnable beforeItIsHandled = () -> {};

    @BeforeEach
    void serve() {
        server = open.add(new LocalServer(0, open.add(new Threads()).workers(), open::isClosed));
        disk = open.add(DiskStore.open(folder));
        Inbox inbox = new Inbox(disk);
        server.serve(exchange -> {
            beforeItIsHandled.run();
            inbox.keep(exchange.getRequestURI().getPath(), Json.object());
            return Reply.json(200, Json.object());
        });
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(server.uri().resolve(path)).build(), BodyHandlers.ofString());
    }

    @Test
    void aFailureIsAResponseWithStatus500() throws IOException, InterruptedException {
        assertThat(get("/1").statusCode()).isEqualTo(200);

        disk.close();

        assertThat(get("/2").statusCode()).isEqualTo(500);
    }

    @Test
    void aRequestThatFailsBecauseItsServerIsClosingHasNoResponse() {
        beforeItIsHandled = () -> open.close();

        assertThatThrownBy(() -> get("/1")).isInstanceOf(IOException.class);
    }

    @Test
    void whileClosingNoRequestIsServed() {
        open.onClose(() -> assertThatThrownBy(() -> get("/1")).isInstanceOf(IOException.class));

        open.close();
    }
}
