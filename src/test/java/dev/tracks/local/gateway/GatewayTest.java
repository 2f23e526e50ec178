package dev.tracks.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tracks.lambda.http.protocol.ClasspathResource;
import dev.tracks.local.lambda.InvocationResult;
import dev.tracks.local.support.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayTest {
    private static final String TOO_MANY_REQUESTS = "{\"message\":\"Too Many Requests\"}";
    private static final String TOKEN = "Bearer local-root-admin";

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicReference<JsonNode> event = new AtomicReference<>();
    private InvocationResult answer = InvocationResult.of("{}".getBytes(StandardCharsets.UTF_8));

    @AutoClose
    private ServedGateway gateway;

    private URI uri;

    @BeforeEach
    void serve() {
        gateway = new ServedGateway(folder, this::function);
        uri = gateway.uri();
    }

    /** While it is set, invocations wait for it. */
    private volatile CountDownLatch held = new CountDownLatch(0);

    private InvocationResult function(byte[] received) {
        try {
            held.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        event.set(Json.parse(received).orElseThrow());
        return answer;
    }

    @Test
    void theLocalClockIsReadWithoutAToken() throws Exception {
        HttpResponse<String> response = send(request("/local/clock").GET());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"now\":\"2026-01-05T09:00:00Z\"}");
    }

    @Test
    void aRequestBecomesAnEventOfPayloadFormatTwo() throws Exception {
        send(request("/v1/tracks/%C3%BC?a=1&a=2&b=x%20y&c")
                .header("Authorization", TOKEN)
                .header("X-Custom", "one")
                .header("X-Custom", "two")
                .header("Cookie", "p=1; q=2")
                .GET());

        JsonNode seen = event.get();
        assertThat(seen.path("version").asText()).isEqualTo("2.0");
        assertThat(seen.path("rawPath").asText()).isEqualTo("/v1/tracks/ü");
        assertThat(seen.path("routeKey").asText()).isEqualTo("ANY /v1/{proxy+}");
        assertThat(seen.at("/requestContext/routeKey").asText()).isEqualTo("ANY /v1/{proxy+}");
        assertThat(seen.path("pathParameters").toString()).isEqualTo("{\"proxy\":\"tracks/ü\"}");
        assertThat(seen.path("rawQueryString").asText()).isEqualTo("a=1&a=2&b=x%20y&c");
        assertThat(seen.path("queryStringParameters").toString()).isEqualTo("{\"a\":\"1,2\",\"b\":\"x y\",\"c\":\"\"}");
        assertThat(seen.path("headers").path("x-custom").asText()).isEqualTo("one,two");
        assertThat(seen.path("headers").has("cookie")).isFalse();
        assertThat(seen.path("cookies").toString()).isEqualTo("[\"p=1\",\"q=2\"]");
        assertThat(seen.path("requestContext").path("http").path("method").asText())
                .isEqualTo("GET");
        assertThat(seen.path("requestContext").path("http").path("path").asText())
                .isEqualTo("/v1/tracks/ü");
        assertThat(seen.path("requestContext").path("timeEpoch").asLong()).isEqualTo(1767603600000L);
        assertThat(seen.has("body")).isFalse();
        assertThat(seen.path("isBase64Encoded").asBoolean()).isFalse();
    }

    @Test
    void jsonIsPassedOnAsTextAndAFormInBase64() throws Exception {
        send(request("/").header("Content-Type", "application/json").POST(BodyPublishers.ofString("{\"ü\":1}")));
        assertThat(event.get().path("body").asText()).isEqualTo("{\"ü\":1}");
        assertThat(event.get().path("isBase64Encoded").asBoolean()).isFalse();

        send(request("/")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("answer=join")));
        assertThat(event.get().path("body").asText()).isEqualTo("YW5zd2VyPWpvaW4=");
        assertThat(event.get().path("isBase64Encoded").asBoolean()).isTrue();
    }

    @Test
    void aLocalTokenBecomesTheClaimsOfAVerifiedJwt() throws Exception {
        send(request("/v1/me")
                .header("Authorization", "Bearer local-ada-king-member")
                .GET());

        assertThat(event.get().path("requestContext").path("authorizer").toString())
                .isEqualTo("{\"jwt\":{\"claims\":{\"exp\":\"1767607200\",\"iss\":\"local\",\"roles\":\"[member]\","
                        + "\"sub\":\"ada-king\"},\"scopes\":null}}");
        String[] jwt = event.get().at("/headers/authorization").asText().split("[ .]");
        assertThat(jwt).hasSize(4).startsWith("Bearer");
        assertThat(new String(Base64.getUrlDecoder().decode(jwt[2]), StandardCharsets.UTF_8))
                .isEqualTo("{\"exp\":1767607200,\"iss\":\"local\",\"sub\":\"ada-king\",\"roles\":[\"member\"]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/me", "/v1/nowhere", "/v1//", "/v1/tracks/"})
    void withoutATokenEveryPathOfTheApiIsUnauthorized(String path) throws Exception {
        HttpResponse<String> refused = send(request(path).GET());

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).isEqualTo("{\"message\":\"Unauthorized\"}");
        assertThat(refused.headers().allValues("www-authenticate")).containsExactly("Bearer");
        assertThat(refused.headers().firstValue("apigw-requestid")).isPresent();
        assertThat(event.get()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer abc", "Bearer local-admin", "local-ada-admin", "Basic local-a-b"})
    void anyOtherTokenIsInvalid(String header) throws Exception {
        HttpResponse<String> refused =
                send(request("/v1/me").header("Authorization", header).GET());

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).isEqualTo("{\"message\":\"Unauthorized\"}");
        assertThat(refused.headers().firstValue("www-authenticate").orElseThrow())
                .startsWith("Bearer scope=\"\" error=\"invalid_token\" error_description=");
        assertThat(event.get()).isNull();
    }

    /** The function decides about paths outside the API; no authorizer has verified a token there. */
    @ParameterizedTest
    @ValueSource(strings = {"/", "/v1", "/v1/", "/V1/me", "//v1/me", "/join/x"})
    void otherPathsHaveNoAuthorizer(String path) throws Exception {
        send(HttpRequest.newBuilder(URI.create(uri + path))
                .header("Authorization", TOKEN)
                .GET());

        assertThat(event.get().path("routeKey").asText()).isEqualTo("$default");
        assertThat(event.get().path("requestContext").has("authorizer")).isFalse();
        assertThat(event.get().has("pathParameters")).isFalse();
    }

    @Test
    void theDocumentDescribesTheGatewaysOwnResponses() throws Exception {
        JsonNode responses = new YAMLMapper()
                .readTree(ClasspathResource.text("openapi.yaml"))
                .at("/components/responses");

        assertThat(send(request("/v1/me").GET()).body())
                .isEqualTo(responses
                        .at("/Unauthenticated/content/application~1json/examples/unauthorized/value")
                        .toString());
        assertThat(TOO_MANY_REQUESTS)
                .isEqualTo(responses
                        .at("/TooManyRequests/content/application~1json/examples/throttled/value")
                        .toString());
    }

    @Test
    void everyResponseHasTheRequestIdOfItsEvent() throws Exception {
        HttpResponse<String> response = send(request("/").GET());

        assertThat(response.headers().firstValue("apigw-requestid"))
                .contains(event.get().at("/requestContext/requestId").asText());
    }

    @Test
    void headersAboveTheLimitAreRefused() throws Exception {
        HttpResponse<String> refused =
                send(request("/").header("X-Long", "x".repeat(10_240)).GET());

        assertThat(refused.statusCode()).isEqualTo(431);
        assertThat(refused.body()).isEqualTo("{\"message\":\"Request Header Fields Too Large\"}");
        assertThat(send(request("/").header("X-Long", "x".repeat(9_000)).GET()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void theResultsStatusHeadersCookiesAndBodyArePassedOn() throws Exception {
        answer = answer("""
                {"statusCode":201,"headers":{"Content-Type":"text/css","ETag":"\\"1\\"","Content-Length":"99"},
                 "cookies":["a=1","b=2"],"body":"w7w=","isBase64Encoded":true}""");

        HttpResponse<String> response = send(request("/").GET());

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.body()).isEqualTo("ü");
        assertThat(response.headers().allValues("content-type")).containsExactly("text/css");
        assertThat(response.headers().allValues("etag")).containsExactly("\"1\"");
        assertThat(response.headers().allValues("set-cookie")).containsExactly("a=1", "b=2");
    }

    @Test
    void jsonWithoutAStatusIsTheBodyOfA200() throws Exception {
        answer = answer("{\"a\":1}");

        HttpResponse<String> response = send(request("/").GET());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"a\":1}");
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
    }

    @Test
    void errorsAndInvalidResultsAre500AndTimeOutsAre503() throws Exception {
        answer = InvocationResult.failed(InvocationResult.Failure.REPORTED, "Some", "secret");
        HttpResponse<String> error = send(request("/").GET());
        assertThat(error.statusCode()).isEqualTo(500);
        assertThat(error.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");

        for (String nonsense : new String[] {"{\"statusCode\":\"x\"}", "{\"statusCode\":1}", "not JSON"}) {
            answer = answer(nonsense);
            assertThat(send(request("/").GET()).statusCode()).as(nonsense).isEqualTo(500);
        }

        answer = InvocationResult.failed(InvocationResult.Failure.TIMED_OUT, "Sandbox.Timedout", "");
        assertThat(send(request("/").GET()).statusCode()).isEqualTo(503);
    }

    @Test
    void aBodyThatIsTooLongForLambdaIsA413() throws Exception {
        for (int megabytes : new int[] {7, 11}) {
            byte[] body = new byte[megabytes * 1024 * 1024];
            assertThat(send(request("/").POST(BodyPublishers.ofByteArray(body))).statusCode())
                    .isEqualTo(413);
        }
        assertThat(event.get()).isNull();
    }

    @Test
    void theInboxStoresEachMessageOnceNewestFirst() throws Exception {
        for (String id : new String[] {"1", "2", "1"}) {
            HttpResponse<String> kept = send(
                    request("/local/inbox").POST(BodyPublishers.ofString("{\"id\":\"" + id + "\",\"to\":\"ada\"}")));
            assertThat(kept.statusCode()).isEqualTo(200);
        }

        assertThat(send(request("/local/messages").GET()).body())
                .isEqualTo("{\"data\":[{\"id\":\"2\",\"to\":\"ada\"},{\"id\":\"1\",\"to\":\"ada\"}]}");
    }

    @Test
    void theInboxIsSearchedAndPaged() throws Exception {
        String[] people = {"ada", "linus", "ada", "ada"};
        for (int i = 0; i < people.length; i++) {
            String message =
                    "{\"id\":\"" + i + "\",\"to\":\"" + people[i] + "\",\"text\":\"Welcome to Week " + i + "\"}";
            send(request("/local/inbox").POST(BodyPublishers.ofString(message)));
        }

        JsonNode first = messages("?limit=2&q=ADA%20week");
        assertThat(first.findValuesAsText("id")).containsExactly("3", "2");
        JsonNode second = messages(
                "?limit=2&q=ADA%20week&cursor=" + first.get("nextCursor").asText());
        assertThat(second.findValuesAsText("id")).containsExactly("0");
        assertThat(second.get("nextCursor").isNull()).isTrue();
        assertThat(messages("?limit=2&q=grace").path("data")).isEmpty();
        assertThat(messages("?limit=4").get("nextCursor").isNull()).isTrue();
        assertThat(messages("?q=week").has("nextCursor")).as("all messages").isFalse();
        for (String query : new String[] {"?limit=0", "?limit=101", "?cursor=x", "?page=2"}) {
            assertThat(send(request("/local/messages" + query).GET()).statusCode())
                    .as(query)
                    .isEqualTo(400);
        }
    }

    private JsonNode messages(String query) throws Exception {
        return Json.read(send(request("/local/messages" + query).GET()).body());
    }

    @Test
    void theInboxRefusesAnInvalidMessage() throws Exception {
        for (String body : new String[] {"", "[]", "{\"to\":\"ada\"}", "{"}) {
            assertThat(send(request("/local/inbox").POST(BodyPublishers.ofString(body)))
                            .statusCode())
                    .as(body)
                    .isEqualTo(400);
        }
        assertThat(send(request("/local/nothing").GET()).statusCode()).isEqualTo(404);
    }

    private static InvocationResult answer(String payload) {
        return InvocationResult.of(payload.getBytes(StandardCharsets.UTF_8));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri.resolve(path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void concurrentRequestsAboveTheBurstLimitAreRefusedAndLaterOnesServed() throws Exception {
        held = new CountDownLatch(1);
        List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
        for (int i = 0; i <= Gateway.MOST_AT_ONCE; i++) {
            all.add(client.sendAsync(request("/").GET().build(), HttpResponse.BodyHandlers.ofString()));
        }

        HttpResponse<String> refused = firstOf(all);
        held.countDown();

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).isEqualTo(TOO_MANY_REQUESTS);
        assertThat(all.stream().map(CompletableFuture::join).filter(response -> response.statusCode() == 200))
                .hasSize(Gateway.MOST_AT_ONCE);
        assertThat(send(request("/").GET()).statusCode()).isEqualTo(200);
    }

    @SuppressWarnings("unchecked")
    private static HttpResponse<String> firstOf(List<CompletableFuture<HttpResponse<String>>> all) throws Exception {
        return (HttpResponse<String>)
                CompletableFuture.anyOf(all.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
    }
}
