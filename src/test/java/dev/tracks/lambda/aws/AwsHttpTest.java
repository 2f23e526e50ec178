package dev.tracks.lambda.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

class AwsHttpTest {
    private final SdkHttpClient client = AwsHttp.client(Duration.ofSeconds(3));
    private final List<String> received = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.add(exchange.getRequestMethod() + " " + body + " from "
                    + exchange.getRemoteAddress().getPort());
            if (body.equals("hang up")) {
                exchange.close();
                return;
            }
            byte[] answer = ("of " + exchange.getRequestHeaders().getFirst("Content-Length")).getBytes();
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(body.equals("move") ? 307 : 200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void requestsAreCompleteAndReuseOneConnection() throws IOException {
        assertThat(answer(SdkHttpMethod.POST, "one")).isEqualTo("of 3");
        assertThat(answer(SdkHttpMethod.POST, "three")).isEqualTo("of 5");
        assertThat(answer(SdkHttpMethod.DELETE, "")).isEqualTo("of 0");

        assertThat(received).hasSize(3);
        assertThat(received.stream().map(line -> line.replaceAll(".* ", "")).distinct())
                .hasSize(1);
    }

    @Test
    void aRedirectIsReturnedAndNotFollowed() throws IOException {
        assertThat(send(SdkHttpMethod.POST, "move").httpResponse().statusCode()).isEqualTo(307);
        assertThat(received).hasSize(1);
    }

    @Test
    void aRequestThatMayHaveArrivedIsNotRetriedBelowTheSdk() throws IOException {
        answer(SdkHttpMethod.POST, "one");

        assertThatThrownBy(() -> send(SdkHttpMethod.POST, "hang up")).isInstanceOf(IOException.class);
        assertThat(received).hasSize(2);
    }

    private String answer(SdkHttpMethod method, String body) throws IOException {
        HttpExecuteResponse response = send(method, body);
        assertThat(response.httpResponse().statusCode()).isEqualTo(200);
        return new String(response.responseBody().orElseThrow().readAllBytes(), StandardCharsets.UTF_8);
    }

    private HttpExecuteResponse send(SdkHttpMethod method, String body) throws IOException {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .uri(URI.create("http://localhost:" + server.getAddress().getPort() + "/"))
                .method(method)
                .putHeader("Content-Length", String.valueOf(body.length()))
                .build();
        return client.prepareRequest(HttpExecuteRequest.builder()
                        .request(request)
                        .contentStreamProvider(RequestBody.fromString(body).contentStreamProvider())
                        .build())
                .call();
    }
}
