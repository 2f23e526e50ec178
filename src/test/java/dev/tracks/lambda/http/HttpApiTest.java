package dev.tracks.lambda.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.lambda.InMemoryApplication;
import dev.tracks.lambda.http.TestRequest.Answer;
import dev.tracks.lambda.http.protocol.HttpRequest;
import dev.tracks.lambda.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpApiTest {
    private final InMemoryApplication program = new InMemoryApplication();
    private final HttpApi api = program.api();

    private TestRequest put() {
        return TestRequest.of(api, "PUT", "/v1/tracks/day-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1",
                "/assets",
                "/assets/nope.js",
                "/v1/",
                "/v1//tracks",
                "/v2/tracks",
                "/V1/tracks",
                "/v1/tracks/a/steps/b/c",
                "/v1/tracks/../participants",
                "/v1/tracks//steps",
                "/v1/tracks/day-1/impact"
            })
    void anUnknownPathIsNotFound(String path) {
        Answer answer = TestRequest.of(api, "GET", path).send();

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.at("/type")).isEqualTo("/problems/not-found");
    }

    @Test
    void theDetailOfAnUnknownPathOrMethodSaysWhatIsWrong() {
        assertThat(TestRequest.of(api, "GET", "/v2/tracks").send().at("/detail"))
                .isEqualTo("resource not found");
        assertThat(TestRequest.of(api, "GET", "/assets/nope.js").send().at("/detail"))
                .isEqualTo("resource not found");
        assertThat(TestRequest.of(api, "POST", "/v1/tracks").send().at("/detail"))
                .isEqualTo("this resource supports only GET, HEAD, OPTIONS");
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/v1/tracks,'GET, HEAD, OPTIONS'",
        "DELETE,/v1/tracks/day-1,'GET, HEAD, OPTIONS, PUT'",
        "PATCH,/v1/tracks/day-1/steps/s1,'DELETE, GET, HEAD, OPTIONS, PUT'",
        "PUT,/v1/tracks/day-1/enrollments,'GET, HEAD, OPTIONS, POST'",
        "get,/v1/tracks,'GET, HEAD, OPTIONS'",
        "HEAD,/slack/interactions,'OPTIONS, POST'"
    })
    void anUnsupportedMethodIsAnsweredWithTheSupportedOnes(String method, String path, String allowed) {
        Answer answer = TestRequest.of(api, method, path).send();

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers()).containsEntry("allow", allowed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/openapi.yaml", "/join/none", "/console.json", "/v1/me", "/v1/tracks/none", "/nowhere"})
    void headReturnsTheHeadersOfGetWithoutABody(String path) {
        Answer get = TestRequest.of(api, "GET", path).send();

        Answer head = TestRequest.of(api, "HEAD", path).send();

        assertThat(get.text()).isNotEmpty();
        assertThat(head.text()).isEmpty();
        assertThat(head.status()).isEqualTo(get.status());
        assertThat(head.headers()).isEqualTo(get.headers());
    }

    @Test
    void optionsReturnsTheSupportedMethodsToEveryCallerAndWritesNothing() {
        Answer track = TestRequest.of(api, "OPTIONS", "/v1/tracks/day-1")
                .withoutToken()
                .send();

        assertThat(track.status()).isEqualTo(204);
        assertThat(track.headers()).containsEntry("allow", "GET, HEAD, OPTIONS, PUT");
        assertThat(track.text()).isEmpty();
        assertThat(TestRequest.of(api, "OPTIONS", "/v1/nowhere").send().status())
                .isEqualTo(404);
    }

    @Test
    void headRequiresTheSameAccessAsGet() {
        assertThat(TestRequest.of(api, "HEAD", "/v1/tracks")
                        .withoutToken()
                        .send()
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "prod, /prod/v1/me, 200",
        "prod, /v1/me, 200",
        "prod, /prod/prod/v1/me, 404",
        "prod, /production/v1/me, 404",
        "prod, /prod, 302",
        "prod, /prod/, 200",
        "$default, /v1/me, 200",
        "$default, /$default/v1/me, 404",
        "v1, /v1/v1/me, 200"
    })
    void theStageIsNotPartOfThePath(String stage, String path, int status) {
        assertThat(TestRequest.of(api, "GET", path).stage(stage).send().status())
                .isEqualTo(status);
    }

    @Test
    void aPathWithAStageRequiresATokenToo() {
        assertThat(TestRequest.of(api, "GET", "/prod/v1/tracks")
                        .stage("prod")
                        .withoutToken()
                        .send()
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Day-1", "a%2Fb", "a%2fb", "..", "%2e%2e", "%", "%zz", "a%00", "d%C3%A4y", "-a", "day 1"})
    void anInvalidIdInThePathIsNamed(String id) {
        for (String path : List.of("/v1/tracks/" + id, "/v1/tracks/" + id + "/steps")) {
            Answer answer = TestRequest.of(api, "GET", path).send();

            assertThat(answer.status()).as(path).isEqualTo(400);
            assertThat(answer.fields()).containsExactly("trackId");
        }
    }

    @Test
    void anEncodedIdIsDecoded() {
        put().body("{\"title\":\"x\"}").send();

        assertThat(TestRequest.of(api, "GET", "/v1/tracks/day%2D1").send().status())
                .isEqualTo(200);
    }

    @Test
    void anUnauthenticatedCallerLearnsNothingAboutRecords() {
        assertThat(TestRequest.of(api, "GET", "/v1/tracks/Bad%20Id")
                        .withoutToken()
                        .send()
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{\"title\":\"x\"}}", "{'title':'x'}", "{\"title\":\"x\",\"title\":\"y\"}"})
    void aMalformedBodyIsRejected(String body) {
        Answer answer = put().body(body).send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly("body");
        assertThat(program.items()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "7", "\"x\""})
    void aBodyThatIsNotAnObjectIsRejected(String body) {
        assertThat(put().body(body).send().at("/detail")).isEqualTo("body must be a JSON object");
    }

    @Test
    void aBodyHasAtMost64KilobytesOfUtf8() {
        String start = "{\"title\":\"x\",\"description\":\"";
        String umlauts = start + "ä".repeat((HttpRequest.BODY_MAX - start.length() - 2) / 2) + "\"}";

        assertThat(put().body(umlauts).send().fields()).containsExactly("description");
        assertThat(put().body(umlauts + "   ").send().status()).isEqualTo(413);
        assertThat(put().body("x".repeat(6_000_000)).send().at("/type")).isEqualTo("/problems/too-large");
    }

    @Test
    void aBodyInBase64IsDecoded() {
        byte[] body = "{\"title\":\"Tag 1 für Ädä\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(put().base64(Base64.getEncoder().encodeToString(body)).send().at("/title"))
                .isEqualTo("Tag 1 für Ädä");
    }

    @Test
    void aBodyInBase64HasTheSameLimit() {
        String tooLong = Base64.getEncoder().encodeToString(new byte[HttpRequest.BODY_MAX + 1]);

        assertThat(put().base64(tooLong).send().status()).isEqualTo(413);
        assertThat(put().base64("A".repeat(6_000_000)).send().status()).isEqualTo(413);
    }

    @Test
    void aBodyWithInvalidBase64OrUtf8IsRejected() {
        String latin1 = Base64.getEncoder().encodeToString("{\"title\":\"ä\"}".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(put().base64("*").send().fields()).containsExactly("body");
        assertThat(put().base64(latin1).send().at("/detail")).isEqualTo("body must be UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "{\"rawPath\":\"/v1/tracks\"}",
                "{\"requestContext\":{\"http\":{\"method\":\"GET\"}}}",
                "{\"rawPath\":7,\"requestContext\":{\"http\":{\"method\":\"GET\"}}}"
            })
    void anEventOfAnotherTypeIsABadRequest(String event) {
        assertThat(api.answer(Json.read(event), "request-1").status()).isEqualTo(400);
    }
}
