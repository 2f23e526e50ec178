package dev.tracks.local.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracks.local.support.LocalServer;
import dev.tracks.local.support.Reply;
import dev.tracks.local.support.Resources;
import dev.tracks.local.support.Threads;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsFrontTest {
    @TempDir
    Path folder;

    private final Resources open = new Resources();
    private Certificates certificates;
    private TlsFront front;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        LocalServer plain = open.add(new LocalServer(0, open.add(new Threads()).workers()));
        plain.serve(
                exchange -> new Reply(200, Map.of(), exchange.getRequestBody().readAllBytes()));
        certificates = Certificates.make(folder, Path.of(System.getProperty("java.home")));
        front = open.add(TlsFront.start(certificates, plain.uri()));
    }

    @AfterEach
    void stop() {
        open.close();
    }

    @Test
    void forwardsRequestsAndResponsesOfAnySizeOnOneConnection() throws Exception {
        HttpClient client = HttpClient.newBuilder().sslContext(trusting()).build();
        String large = "0123456789".repeat(100_000);

        assertThat(send(client, "small").body()).isEqualTo("small");
        assertThat(send(client, large).body()).isEqualTo(large);
    }

    @Test
    void isNotTrustedByAClientWithoutTheCertificate() {
        HttpClient stranger = HttpClient.newHttpClient();

        assertThatThrownBy(() -> send(stranger, "secret")).isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void closesTheConnectionIfTheServerIsUnreachable() throws Exception {
        HttpClient client = HttpClient.newBuilder().sslContext(trusting()).build();
        TlsFront nothingBehind = open.add(TlsFront.start(certificates, URI.create("http://127.0.0.1:9")));
        HttpRequest request = HttpRequest.newBuilder(nothingBehind.uri()).build();

        assertThatThrownBy(() -> client.send(request, BodyHandlers.ofString())).isInstanceOf(IOException.class);
    }

    private HttpResponse<String> send(HttpClient client, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(front.uri())
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    /** What the JVM does with {@link Certificates#environment}. */
    private SSLContext trusting() throws Exception {
        String option = certificates.environment().get("JAVA_TOOL_OPTIONS");
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        try (InputStream in = Files.newInputStream(Path.of(option.replaceAll("'-D.*=(.*)'", "$1")))) {
            trusted.load(in, null);
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
