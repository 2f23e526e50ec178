package dev.tracks.lambda.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.lambda.InMemoryApplication;
import dev.tracks.lambda.http.TestRequest.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** If-None-Match, and requests that change nothing. */
class ConditionalRequestsTest {
    private static final String ENROLLMENT = "/v1/participants/ada/enrollments/day-1/1";
    private static final String STEP = "/v1/tracks/day-1/steps/s1";
    private static final String DAY_1 = "{\"title\":\"Day 1\",\"status\":\"active\",\"managers\":[\"eve\",\"bob\"]}";
    private static final String STEP_BODY = "{\"destinationTrackId\":\"week-1\",\"audience\":{\"role\":[\"b\",\"a\"]}}";

    private final InMemoryApplication program = new InMemoryApplication();

    private TestRequest call(String method, String path) {
        return TestRequest.of(program.api(), method, path);
    }

    private Answer put(String path, String body) {
        return call("PUT", path).body(body).send();
    }

    private Answer patch(String body) {
        return call("PATCH", ENROLLMENT).body(body).send();
    }

    @BeforeEach
    void adaIsInDay1() {
        put("/v1/tracks/day-1", DAY_1);
        put("/v1/tracks/week-1", "{\"title\":\"Week 1\",\"status\":\"active\"}");
        put(STEP, STEP_BODY);
        put("/v1/participants/ada", "{\"name\":\"Ada\"}");
        call("POST", "/v1/tracks/day-1/enrollments")
                .body("{\"participantId\":\"ada\"}")
                .send();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/tracks/day-1, '{\"title\":\"Other\"}'",
        STEP + ", '{\"destinationTrackId\":\"week-1\",\"enabled\":false}'",
        "/v1/participants/ada, '{\"name\":\"Other\"}'"
    })
    void aRecordThatMustNotExistYetIsNotOverwritten(String path, String body) {
        Answer before = call("GET", path).send();
        int written = program.writes();

        Answer refused =
                call("PUT", path).header("if-none-match", "*").body(body).send();

        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused.at("/type")).isEqualTo("/problems/precondition-failed");
        assertThat(refused.at("/detail")).startsWith("version ").contains("was written by root");
        assertThat(program.writes()).isEqualTo(written);
        assertThat(call("GET", path).send().text()).isEqualTo(before.text());
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/tracks/graduation, '{\"title\":\"Graduation\"}'",
        "/v1/tracks/day-1/steps/s2, '{\"destinationTrackId\":\"week-1\"}'",
        "/v1/participants/bob, '{\"name\":\"Bob\"}'"
    })
    void aRecordThatMustNotExistYetIsCreated(String path, String body) {
        assertThat(call("PUT", path)
                        .header("if-none-match", "*")
                        .body(body)
                        .send()
                        .status())
                .isEqualTo(201);
    }

    /** RFC 9110, section 13.1.2: with entity tags, the condition is false if one of them is the current one. */
    @Test
    void aWriteWithEntityTagsIsRefusedOnlyIfTheRecordHasOneOfThem() {
        String other = "{\"title\":\"Other\"}";
        Answer listed = call("PUT", "/v1/tracks/day-1")
                .header("if-none-match", "\"7\", W/\"1\"")
                .body(other)
                .send();
        Answer unlisted = call("PUT", "/v1/tracks/day-1")
                .header("if-none-match", "\"7\"")
                .body(other)
                .send();

        assertThat(listed.status()).isEqualTo(412);
        assertThat(unlisted.status()).isEqualTo(200);
    }

    @Test
    void bothPreconditionsMustHold() {
        Answer answer = call("PUT", "/v1/tracks/day-1")
                .header("if-match", "*")
                .header("if-none-match", "*")
                .body("{\"title\":\"Other\"}")
                .send();

        assertThat(answer.status()).isEqualTo(412);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/tracks/day-1", STEP, ENROLLMENT, "/v1/participants/ada"})
    void aRecordThatTheCallerHasAlreadyReadIsNotSentAgain(String path) {
        String tag = call("GET", path).send().headers().get("etag");

        for (String method : new String[] {"GET", "HEAD"}) {
            Answer same = call(method, path).header("if-none-match", "W/" + tag).send();
            assertThat(same.status()).isEqualTo(304);
            assertThat(same.text()).isEmpty();
            assertThat(same.headers()).containsEntry("etag", tag).containsEntry("cache-control", "no-store");
        }
        assertThat(call("GET", path).header("if-none-match", "*").send().status())
                .isEqualTo(304);
        Answer other = call("GET", path).header("if-none-match", "\"99\"").send();
        assertThat(other.status()).isEqualTo(200);
        assertThat(other.text()).isNotEmpty();
    }

    @Test
    void onlyAReadIsAnsweredWithNotModified() {
        String tag = call("GET", ENROLLMENT).send().headers().get("etag");

        Answer patched = call("PATCH", ENROLLMENT)
                .header("if-none-match", tag)
                .body("{}")
                .send();

        assertThat(patched.status()).isEqualTo(412);
        assertThat(call("GET", "/v1/tracks/nowhere")
                        .header("if-none-match", "*")
                        .send()
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT"})
    void aMalformedHeaderIsRejectedByName(String method) {
        Answer answer = call(method, "/v1/tracks/day-1")
                .header("if-none-match", "1")
                .body(DAY_1)
                .send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly("If-None-Match");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/tracks/day-1, '" + DAY_1 + "'",
        STEP + ", '" + STEP_BODY + "'",
        "/v1/participants/ada, '{\"name\":\"Ada\"}'"
    })
    void aPutThatChangesNothingWritesNothing(String path, String body) {
        Answer before = call("GET", path).send();
        int written = program.writes();

        Answer repeated = put(path, body);

        assertThat(repeated.status()).isEqualTo(200);
        assertThat(repeated.text()).isEqualTo(before.text());
        assertThat(repeated.headers().get("etag")).isEqualTo(before.headers().get("etag"));
        assertThat(repeated.headers()).doesNotContainKey("location");
        assertThat(program.writes()).isEqualTo(written);
        assertThat(call("PUT", path)
                        .header("if-match", "\"99\"")
                        .body(body)
                        .send()
                        .status())
                .isEqualTo(412);
    }

    @Test
    void anUnchangedStepIsAcceptedWhileItsDestinationIsPaused() {
        put("/v1/tracks/week-1", "{\"title\":\"Week 1\",\"status\":\"paused\"}");
        int written = program.writes();

        assertThat(put(STEP, STEP_BODY).status()).isEqualTo(200);
        assertThat(program.writes()).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":\"completed\"}",
                "{}",
                "{\"progress\":{}}",
                "{\"status\":\"completed\",\"progress\":{\"page\":1}}",
                "{\"progress\":{\"page\":1.0,\"share\":0.50,\"big\":1E20,\"gone\":null}}"
            })
    void aPatchThatChangesNothingWritesNothingEvenAfterTheEnd(String again) {
        patch("{\"progress\":{\"page\":1,\"share\":0.5,\"big\":100000000000000000000}}");
        Answer ended = patch("{\"status\":\"completed\"}");
        int written = program.writes();

        Answer repeated = patch(again);

        assertThat(repeated.status()).isEqualTo(200);
        assertThat(repeated.text()).isEqualTo(ended.text());
        assertThat(repeated.headers().get("etag")).isEqualTo(ended.headers().get("etag"));
        assertThat(program.writes()).isEqualTo(written);
    }

    @Test
    void anEndedEnrollmentStillCannotBeChanged() {
        patch("{\"status\":\"completed\"}");

        assertThat(patch("{\"status\":\"cancelled\"}").status()).isEqualTo(409);
        assertThat(patch("{\"progress\":{\"page\":2}}").status()).isEqualTo(409);
    }
}
