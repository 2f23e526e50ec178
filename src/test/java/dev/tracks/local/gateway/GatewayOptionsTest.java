package dev.tracks.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.lambda.InMemoryApplication;
import dev.tracks.lambda.http.HttpApi;
import dev.tracks.lambda.http.protocol.BasePath;
import dev.tracks.local.lambda.InvocationResult;
import dev.tracks.local.support.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The API behind a gateway with CORS and a base path. */
class GatewayOptionsTest {
    private static final String PORTAL = "https://portal.example.com";
    private static final String OTHER = "https://elsewhere.example";
    private static final List<String> CORS_HEADERS = List.of(
            "access-control-allow-origin",
            "access-control-allow-methods",
            "access-control-allow-headers",
            "access-control-expose-headers",
            "access-control-max-age");

    static {
        // The JDK's client refuses to set these headers unless it is told to.
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "origin,access-control-request-method");
    }

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    @AutoClose
    private ServedGateway gateway;

    @BeforeEach
    void serve() {
        HttpApi api = new InMemoryApplication().api(BasePath.of(Optional.of(URI.create("http://localhost/hr"))));
        gateway = new ServedGateway(
                folder,
                new GatewayOptions("/hr", List.of(PORTAL)),
                event -> InvocationResult.of(Json.bytes(
                        api.answer(Json.parse(event).orElseThrow(), "request-1").event())));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(gateway.uri() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder preflight(String path, String origin) {
        return request(path)
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "PUT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/tracks", "/hr/v1/tracks", "/v1/nowhere", "/"})
    void aPreflightOfAConfiguredOriginIsAnsweredWithoutAToken(String path) throws Exception {
        HttpResponse<String> answer = send(preflight(path, PORTAL));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().allValues("access-control-allow-origin")).containsExactly(PORTAL);
        assertThat(answer.headers().firstValue("access-control-allow-methods"))
                .contains("GET,HEAD,POST,PUT,PATCH,DELETE");
        assertThat(answer.headers().firstValue("access-control-allow-headers"))
                .contains("authorization,content-type,idempotency-key,if-match,if-none-match");
        assertThat(answer.headers().firstValue("access-control-max-age")).contains("600");
    }

    @ParameterizedTest
    @ValueSource(strings = {OTHER, "null", "https://portal.example.com.evil.example", "http://portal.example.com"})
    void aPreflightOfAnotherOriginHasNoCorsHeaders(String origin) throws Exception {
        HttpResponse<String> answer = send(preflight("/v1/tracks", origin));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().map()).doesNotContainKeys(CORS_HEADERS.toArray(String[]::new));
    }

    @Test
    void aPageOfAConfiguredOriginMayReadResponsesAndRefusals() throws Exception {
        for (String path : List.of("/v1/me", "/v1/tracks/nowhere")) {
            HttpResponse<String> answer = send(request(path)
                    .header("Authorization", "Bearer local-root-admin")
                    .header("Origin", PORTAL));

            assertThat(answer.headers().allValues("access-control-allow-origin"))
                    .containsExactly(PORTAL);
            assertThat(answer.headers()
                            .firstValue("access-control-expose-headers")
                            .orElseThrow())
                    .contains("etag", "location", "idempotent-replayed", "retry-after");
        }
    }

    @Test
    void aPageOfAnotherOriginMayNot() throws Exception {
        HttpResponse<String> answer = send(request("/v1/me")
                .header("Authorization", "Bearer local-root-admin")
                .header("Origin", OTHER));

        assertThat(answer.headers().map()).doesNotContainKeys(CORS_HEADERS.toArray(String[]::new));
    }

    @Test
    void otherOptionsRequestsReachTheFunction() throws Exception {
        HttpResponse<String> answer = send(request("/v1/tracks").method("OPTIONS", BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("allow")).contains("GET, HEAD, OPTIONS");
    }

    @Test
    void withoutConfiguredOriginsAPreflightNeedsATokenLikeEveryRequest(@TempDir Path other) throws Exception {
        try (ServedGateway closed = new ServedGateway(other, event -> InvocationResult.of(new byte[0]))) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(closed.uri().resolve("/v1/tracks"))
                            .method("OPTIONS", BodyPublishers.noBody())
                            .header("Origin", PORTAL)
                            .header("Access-Control-Request-Method", "GET")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().map()).doesNotContainKeys(CORS_HEADERS.toArray(String[]::new));
        }
    }

    @ParameterizedTest
    @CsvSource({"/hr/v1/me, 200", "/v1/me, 200", "/hr/v1/nowhere, 404", "/hr/hr/v1/me, 404", "/hrx/v1/me, 404"})
    void theApiIsServedBelowItsBasePathAndAtItsOwnRoot(String path, int status) throws Exception {
        assertThat(send(request(path).header("Authorization", "Bearer local-root-admin"))
                        .statusCode())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/hr/v1/me", "/hr/v1/me/", "/hr/v1/nowhere"})
    void belowTheBasePathTheApiNeedsATokenToo(String path) throws Exception {
        HttpResponse<String> refused = send(request(path).GET());

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).isEqualTo("{\"message\":\"Unauthorized\"}");
    }

    @Test
    void theLocationOfANewTrackCanBeReadBelowTheBasePath() throws Exception {
        HttpResponse<String> created = send(request("/hr/v1/tracks/day-1")
                .header("Authorization", "Bearer local-root-admin")
                .PUT(BodyPublishers.ofString("{\"title\":\"Day 1\"}")));

        String location = created.headers().firstValue("location").orElseThrow();
        assertThat(location).isEqualTo("/hr/v1/tracks/day-1");
        assertThat(send(request(location).header("Authorization", "Bearer local-root-admin"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void theInboxIsBelowTheBasePathToo() throws Exception {
        assertThat(send(request("/hr/local/messages").GET()).body()).isEqualTo("{\"data\":[]}");
    }
}
