package dev.tracks.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.lambda.InMemoryApplication;
import dev.tracks.lambda.http.HttpApi;
import dev.tracks.local.lambda.InvocationResult;
import dev.tracks.local.support.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks in raw HTTP, sent through the gateway: paths, queries, headers, bodies. */
class GatewayAttackTest {
    private static final int MEGABYTE = 1024 * 1024;

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final InMemoryApplication program = new InMemoryApplication();
    private final HttpApi api = program.api();

    @AutoClose
    private ServedGateway gateway;

    private URI uri;

    @BeforeEach
    void serve() throws Exception {
        gateway = new ServedGateway(folder, this::function);
        uri = gateway.uri();
        assertThat(send("PUT", "/v1/tracks/day-1", "application/json", "{\"title\":\"Day 1\"}".getBytes())
                        .statusCode())
                .isEqualTo(201);
    }

    private InvocationResult function(byte[] event) {
        JsonNode json = Json.parse(event).orElseThrow();
        return InvocationResult.of(Json.bytes(api.answer(json, "request-1").event()));
    }

    private HttpResponse<String> send(String method, String path, String type, byte[] body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri + path))
                .header("authorization", "Bearer local-root-admin")
                .header("content-type", type)
                .method(method, BodyPublishers.ofByteArray(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    /** The status of a request that regular clients cannot send. */
    private int raw(String target, String... headers) throws IOException {
        try (Socket socket = new Socket("localhost", uri.getPort())) {
            OutputStream output = socket.getOutputStream();
            String request = "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + String.join("", headers) + "\r\n";
            output.write(request.getBytes(StandardCharsets.ISO_8859_1));
            output.flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.split(" ")[1]);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/tracks/day-1, 200",
        "/v1/tracks/day%2D1, 200",
        "/v1/tracks/DAY-1, 400",
        "/v1/tracks/day-1%00, 400",
        "/v1/tracks/%C3%A9, 400",
        "/v1/tracks/..%2F..%2Flocal%2Fmessages, 404",
        "/v1/tracks/day-1%2Fsteps%2Fx, 404",
        "/v1/tracks/%252F, 400",
        "//v1/tracks, 404",
        "/v1//tracks, 404",
        "/v1/tracks/, 200",
        "/v1/tracks/.., 400",
        "/V1/tracks, 404",
        "/v1/tracks;x=1, 404",
        "/v1/tracks/day-1?x=1, 400",
        "/v1/participants?limit=1&limit=2, 400",
        "/v1/participants?limit=1&%6Cimit=2, 400",
        "/v1/participants?q=%ff, 400"
    })
    void aPathMeansOneThingOrNothing(String target, int status) throws IOException {
        int written = program.writes();

        assertThat(raw(target, "Authorization: Bearer local-root-admin\r\n")).isEqualTo(status);

        assertThat(program.writes()).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Authorization: Bearer local-root\r\n",
                "Authorization: Basic local-root-admin\r\n",
                "X-Forwarded-User: root\r\n",
                // {"exp":1,"iss":"local","sub":"root","roles":["admin"]}
                "Authorization: Bearer e30.eyJleHAiOjEsImlzcyI6ImxvY2FsIiwic3ViIjoicm9vdCIsInJvbGVzIjpbImFkbWluIl19.e30\r\n",
                "X-Amzn-Request-Context: {\"authorizer\":{\"jwt\":{\"claims\":{\"sub\":\"root\",\"roles\":\"admin\"}}}}\r\n",
                "Authorization: \r\n"
            })
    void noOtherHeaderMakesAnybodySomebody(String header) throws IOException {
        assertThat(raw("/v1/tracks", header)).isEqualTo(401);
    }

    @Test
    void aMethodIsNotOverriddenByAHeader() throws IOException {
        int written = program.writes();

        int status = raw(
                "/v1/participants/ada",
                "Authorization: Bearer local-root-admin\r\n",
                "X-HTTP-Method-Override: DELETE\r\n");

        assertThat(status).isEqualTo(404);
        assertThat(program.writes()).isEqualTo(written);
    }

    @Test
    void aBodyInBase64IsTheSameBody() throws Exception {
        byte[] body = "{\"title\":\"Wörk\"}".getBytes(StandardCharsets.UTF_8);

        HttpResponse<String> answer = send("PUT", "/v1/tracks/week-1", "application/x-www-form-urlencoded", body);

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).contains("\"title\":\"Wörk\"");
    }

    @Test
    void bytesThatAreNotUtf8AreRefusedByName() throws Exception {
        HttpResponse<String> answer = send(
                "PUT", "/v1/tracks/week-1", "application/x-www-form-urlencoded", new byte[] {'{', (byte) 0xff, '}'});

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"body\"");
    }

    /** Bodies up to 64 kB are read. 6 MB is more than Lambda accepts, 11 MB more than the gateway. */
    @ParameterizedTest
    @CsvSource({"65536, 201", "65537, 413", "300000, 413", "5500000, 413", "6291456, 413", "11534336, 413"})
    void aBodyIsReadUpToItsLimitAndNeverBeyond(int size, int status) throws Exception {
        String start = "{\"title\":\"T\"";
        String body = start + " ".repeat(size - start.length() - 1) + "}";
        int written = program.writes();

        HttpResponse<String> text = send("PUT", "/v1/tracks/week-1", "application/json", body.getBytes());

        assertThat(text.statusCode()).isEqualTo(status);
        assertThat(program.writes()).isEqualTo(written + (status == 201 ? 1 : 0));
        if (size < 4 * MEGABYTE) {
            HttpResponse<String> bytes =
                    send("PUT", "/v1/tracks/month-1", "application/x-www-form-urlencoded", body.getBytes());
            assertThat(bytes.statusCode()).isEqualTo(status);
        }
    }

    @Test
    void aBodyNestedWithoutEndIsRefusedByName() throws Exception {
        byte[] body = ("{\"title\":" + "[".repeat(30_000)).getBytes();

        HttpResponse<String> answer = send("PUT", "/v1/tracks/week-1", "application/json", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("nested at most 100 levels deep");
    }
}
