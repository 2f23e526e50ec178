package dev.tracks.lambda.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.lambda.InMemoryApplication;
import dev.tracks.lambda.http.HttpApi;
import dev.tracks.lambda.http.Route;
import dev.tracks.lambda.http.SecurityHeaders;
import dev.tracks.lambda.http.SignIn;
import dev.tracks.lambda.http.TestRequest;
import dev.tracks.lambda.http.protocol.HttpResponse;
import dev.tracks.lambda.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The console's routes, with the files of the current Maven build. */
class ConsoleRoutesTest {
    private static final SignIn SIGN_IN = new SignIn(
            URI.create("https://issuer.example/pool"),
            "tracks",
            SignIn.DEFAULT_SCOPE,
            Optional.empty(),
            Map.of(),
            List.of());

    private final HttpApi api = new InMemoryApplication().api();

    private HttpResponse get(String path, Map<String, String> headers) {
        ObjectNode event = Json.object().put("rawPath", path).put("rawQueryString", "code=1&state=2");
        event.putObject("requestContext").putObject("http").put("method", "GET");
        event.set("headers", Json.of(headers));
        return api.answer(event, "request-1");
    }

    private static String text(HttpResponse response) {
        return new String(Base64.getDecoder().decode(response.body()), StandardCharsets.UTF_8);
    }

    /** A file of the console with a hash in its name. */
    private static String script() throws IOException {
        try (InputStream list = ConsoleRoutesTest.class.getClassLoader().getResourceAsStream("console/files.json")) {
            JsonNode files = Json.read(list);
            return Json.of(files).properties().stream()
                    .map(Map.Entry::getKey)
                    .filter(name -> name.startsWith("assets/app-") && name.endsWith(".js"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void thePageIsRevalidatedAndItsHashedFilesAreImmutable() throws IOException {
        HttpResponse page = get("/", Map.of());
        HttpResponse file = get("/" + script(), Map.of());

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.headers())
                .containsEntry("cache-control", "no-cache")
                .containsEntry("content-type", "text/html; charset=utf-8")
                .containsEntry("vary", "accept-encoding");
        assertThat(text(page)).startsWith("<!doctype html>").contains(script());
        assertThat(file.headers()).containsEntry("cache-control", "public, max-age=31536000, immutable");
    }

    @Test
    void anUnchangedPageIs304WithItsContentSecurityPolicy() {
        HttpResponse page = get("/", Map.of());
        String etag = page.headers().get("etag");

        for (String header : List.of(etag, "W/" + etag, "\"other\", " + etag, "*")) {
            HttpResponse again = get("/", Map.of("if-none-match", header));
            assertThat(again.status()).as(header).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(again.headers())
                    .containsEntry("content-security-policy", page.headers().get("content-security-policy"));
        }
        assertThat(get("/", Map.of("if-none-match", "\"other\"")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip, deflate, br|br",
                "br;q=0.5|br",
                "gzip|gzip",
                "br;q=0, gzip;q=0.1|gzip",
                "br;q=0.0,gzip; q=0|none",
                "brotli|none",
                "identity|none"
            })
    void theContentEncodingIsOneThatTheBrowserAccepts(String accepted, String encoding) {
        String sent = get("/", Map.of("accept-encoding", accepted)).headers().getOrDefault("content-encoding", "none");

        assertThat(sent).isEqualTo(encoding);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/nope.js",
                "/assets/..%2findex.html",
                "/assets/%2e%2e%2ffiles.json",
                "/assets/files.json",
                "/assets/"
            })
    void onlyListedFilesAreServed(String path) {
        assertThat(get(path, Map.of()).status()).isEqualTo(404);
    }

    @Test
    void everyResponseHasTheSecurityHeaders() {
        for (String path : List.of("/", "/console.json", "/v1/tracks", "/nowhere")) {
            assertThat(get(path, Map.of()).headers())
                    .as(path)
                    .containsEntry("x-content-type-options", "nosniff")
                    .containsEntry("referrer-policy", "no-referrer")
                    .containsEntry("strict-transport-security", "max-age=31536000")
                    .containsKey("content-security-policy");
        }
        assertThat(get("/v1/tracks", Map.of()).headers())
                .containsEntry("content-security-policy", "default-src 'none'; frame-ancestors 'none'");
    }

    @Test
    void aPageConnectsToItsOwnOriginAndTheSignInProviderOnly() {
        HttpResponse page = new HttpResponse(200, Map.of("content-type", "text/html; charset=utf-8"), "");
        SignIn elsewhere = new SignIn(
                URI.create("https://issuer.example/pool"),
                "tracks",
                SignIn.DEFAULT_SCOPE,
                Optional.of("https://tracks.example/api"),
                Map.of("organization", "org_1"),
                List.of(URI.create("https://login.example/")));

        assertThat(policy(page, Optional.empty())).contains("connect-src 'self';");
        assertThat(policy(page, Optional.of(SIGN_IN))).contains("connect-src 'self' https://issuer.example;");
        assertThat(policy(page, Optional.of(elsewhere)))
                .contains("connect-src 'self' https://issuer.example https://login.example;")
                .doesNotContain("unsafe");
    }

    private static String policy(HttpResponse page, Optional<SignIn> signIn) {
        return SecurityHeaders.allowing(signIn).on(page).headers().get("content-security-policy");
    }

    @Test
    void theSettingsContainTheAudienceAndTheParametersOfTheSignIn() {
        SignIn signIn = new SignIn(
                URI.create("https://issuer.example/"),
                "tracks",
                SignIn.DEFAULT_SCOPE,
                Optional.of("https://tracks.example/api"),
                Map.of("organization", "org_1"),
                List.of());
        ConsoleRoutes console =
                new ConsoleRoutes(Assets.onClassPath(), new ConsoleSettings(Optional.of(signIn), false));

        assertThat(settings(console).get("signIn"))
                .isEqualTo(Json.read("{\"issuer\":\"https://issuer.example/\",\"clientId\":\"tracks\","
                        + "\"scope\":\"openid profile\",\"audience\":\"https://tracks.example/api\","
                        + "\"parameters\":{\"organization\":\"org_1\"},\"origins\":[]}"));
    }

    @Test
    void theSettingsContainTheSignInProviderAndWhetherTheCloudIsLocal() {
        ConsoleRoutes deployed =
                new ConsoleRoutes(Assets.onClassPath(), new ConsoleSettings(Optional.of(SIGN_IN), false));
        ConsoleRoutes local = new ConsoleRoutes(Assets.onClassPath(), new ConsoleSettings(Optional.empty(), true));

        assertThat(settings(deployed).at("/signIn/issuer").asText()).isEqualTo("https://issuer.example/pool");
        assertThat(settings(deployed).at("/signIn/clientId").asText()).isEqualTo("tracks");
        assertThat(settings(deployed).at("/local").asBoolean()).isFalse();
        assertThat(settings(local)).isEqualTo(Json.read("{\"local\":true,\"signIn\":null}"));
    }

    private static JsonNode settings(ConsoleRoutes console) {
        Route route = console.routes().stream()
                .filter(each -> each.pattern().equals("/console.json"))
                .findFirst()
                .orElseThrow();
        return Json.read(route.endpoint().answer(null).body());
    }

    @Test
    void meReturnsTheParticipantTheTokensSubjectAndItsRoles() {
        TestRequest.of(api, "PUT", "/v1/participants/grace")
                .body("{\"name\":\"Grace\",\"subject\":\"auth0|1\"}")
                .send();

        TestRequest.Answer answer = TestRequest.of(api, "GET", "/v1/me")
                .as("auth0|1", "manager", "member")
                .send();

        assertThat(answer.json())
                .isEqualTo(Json.read(
                        "{\"participantId\":\"grace\",\"subject\":\"auth0|1\",\"roles\":[\"manager\",\"member\"]}"));
    }
}
