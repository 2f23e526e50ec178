package dev.tracks.lambda.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.lambda.InMemoryApplication;
import dev.tracks.lambda.http.TestRequest.Answer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The content coding and the media type of a request's body (RFC 9110, section 15.5.16). */
class BodyFormatTest {
    private static final String TRACK = "/v1/tracks/day-1";

    private final InMemoryApplication program = new InMemoryApplication();

    private TestRequest put() {
        return TestRequest.of(program.api(), "PUT", TRACK).body("{\"title\":\"Day 1\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "deflate", "identity, gzip", "x"})
    void aBodyWithAContentCodingIsRefusedAndWritesNothing(String coding) {
        Answer answer = put().header("content-encoding", coding).send();

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.at("/type")).isEqualTo("/problems/unsupported-media-type");
        assertThat(answer.headers()).containsEntry("accept-encoding", "identity");
        assertThat(program.writes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "Identity", " identity "})
    void theIdentityCodingIsNoCoding(String coding) {
        assertThat(put().header("content-encoding", coding).send().status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "text/plain;charset=UTF-8",
                "application/xml",
                "multipart/form-data",
                "application/merge-patch+json",
                "application/jsonx",
                ""
            })
    void aBodyThatIsDeclaredAsSomethingElseIsRefused(String type) {
        Answer answer = put().header("content-type", type).send();

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.at("/detail")).isEqualTo("the Content-Type must be application/json");
        assertThat(answer.headers()).containsEntry("accept", "application/json");
        assertThat(program.writes()).isZero();
    }

    /** {@code curl -d} declares every body as a form. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON",
                "application/json; charset=utf-8",
                "application/json;charset=UTF-8",
                "application/x-www-form-urlencoded"
            })
    void jsonIsAccepted(String type) {
        assertThat(put().header("content-type", type).send().status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/merge-patch+json", "application/json"})
    void aPatchMayBeDeclaredAsAMergePatch(String type) {
        assertThat(patch(type).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json-patch+json", "text/plain"})
    void aPatchOfAnotherTypeIsRefusedAndTheAcceptedTypesAreNamed(String type) {
        Answer answer = patch(type);

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.headers()).containsEntry("accept-patch", "application/merge-patch+json, application/json");
    }

    private Answer patch(String type) {
        return TestRequest.of(program.api(), "PATCH", "/v1/participants/ada/enrollments/day-1/1")
                .header("content-type", type)
                .body("{\"status\":\"completed\"}")
                .send();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/tracks", TRACK})
    void aReadHasNoBodyAndIgnoresItsHeaders(String path) {
        put().send();

        Answer answer = TestRequest.of(program.api(), "GET", path)
                .header("content-encoding", "gzip")
                .header("content-type", "text/plain")
                .send();

        assertThat(answer.status()).isEqualTo(200);
    }
}
