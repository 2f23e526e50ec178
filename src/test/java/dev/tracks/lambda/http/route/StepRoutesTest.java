package dev.tracks.lambda.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.lambda.InMemoryApplication;
import dev.tracks.lambda.http.HttpApi;
import dev.tracks.lambda.http.TestRequest;
import dev.tracks.lambda.http.TestRequest.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StepRoutesTest {
    private final HttpApi api = new InMemoryApplication().api();

    private TestRequest call(String method, String path) {
        return TestRequest.of(api, method, path);
    }

    private Answer put(String path, String body) {
        return call("PUT", "/v1/tracks/" + path).body(body).send();
    }

    private Answer step(String track, String destination) {
        return put(track + "/steps/s1", "{\"destinationTrackId\":\"" + destination + "\"}");
    }

    @BeforeEach
    void tracks() {
        for (String track : new String[] {"day-1", "week-1", "month-1"}) {
            put(track, "{\"title\":\"" + track + "\",\"status\":\"active\"}");
        }
        put("old", "{\"title\":\"old\",\"status\":\"archived\"}");
    }

    @Test
    void aStepIsCreatedReadListedAndRemoved() {
        Answer created = step("day-1", "week-1");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.headers())
                .containsEntry("location", "/v1/tracks/day-1/steps/s1")
                .containsEntry("etag", "\"1\"");
        assertThat(created.at("/confirmationMessage")).isEqualTo("You've been added to the track! 🎉");
        assertThat(created.json().path("invitationMessage").isNull()).isTrue();
        assertThat(call("GET", "/v1/tracks/day-1/steps/s1").send().json()).isEqualTo(created.json());
        assertThat(call("GET", "/v1/tracks/day-1/steps").send().json().at("/data/0"))
                .isEqualTo(created.json());

        Answer removed = call("DELETE", "/v1/tracks/day-1/steps/s1").send();

        assertThat(removed.status()).isEqualTo(204);
        assertThat(call("GET", "/v1/tracks/day-1/steps/s1").send().status()).isEqualTo(404);
        assertThat(call("GET", "/v1/tracks/day-1/steps").send().json().at("/data"))
                .isEmpty();
    }

    @Test
    void aStepHasATitleIfItIsGivenOne() {
        assertThat(step("day-1", "week-1").json().get("title").isNull()).isTrue();

        Answer titled = titled(" On to week\u00A01 ");
        Answer again = titled("On to week\u00A01");
        Answer renamed = titled("Week 1 begins");
        Answer untitled = step("day-1", "week-1");

        assertThat(titled.at("/title")).isEqualTo("On to week\u00A01");
        assertThat(again.headers().get("etag"))
                .as("a PUT of the same title changes nothing")
                .isEqualTo(titled.headers().get("etag"));
        assertThat(renamed.headers().get("etag")).isNotEqualTo(titled.headers().get("etag"));
        assertThat(untitled.json().get("title").isNull())
                .as("a PUT without the title removes it")
                .isTrue();
        assertThat(titled("\u200B").fields()).containsExactly("title");
    }

    @Test
    void anUnsavedStepWithATitleCanBePreviewed() {
        call("PUT", "/v1/participants/ada").body("{\"name\":\"Ada\"}").send();
        String step = "{\"title\":\"On to week 1\",\"destinationTrackId\":\"week-1\"}";

        Answer preview = call("POST", "/v1/tracks/day-1/steps/s9/preview")
                .body("{\"participantId\":\"ada\",\"step\":" + step + "}")
                .send();

        assertThat(preview.status()).isEqualTo(200);
        assertThat(preview.at("/outcome/reason")).isEqualTo("source_instance_not_found");
    }

    private Answer titled(String title) {
        return put("day-1/steps/s1", "{\"title\":\"" + title + "\",\"destinationTrackId\":\"week-1\"}");
    }

    @Test
    void aStepThatClosesALoopIsRejectedWithItsPath() {
        step("day-1", "week-1");
        step("week-1", "month-1");

        Answer loop = step("month-1", "day-1");

        assertThat(loop.status()).isEqualTo(409);
        assertThat(loop.at("/type")).isEqualTo("/problems/loop-detected");
        assertThat(loop.json().get("path").toString()).isEqualTo("[\"month-1\",\"day-1\",\"week-1\",\"month-1\"]");
        assertThat(call("GET", "/v1/tracks/month-1/steps/s1").send().status()).isEqualTo(404);
    }

    @Test
    void anUnusableDestinationIsUnprocessableAndItsFieldIsNamed() {
        for (String destination : new String[] {"nope", "day-1", "old"}) {
            Answer answer = step("day-1", destination);

            assertThat(answer.status()).as(destination).isEqualTo(422);
            assertThat(answer.fields()).containsExactly("destinationTrackId");
        }
    }

    @Test
    void aTrackThatDoesNotExistHasNoSteps() {
        assertThat(step("nope", "day-1").fields()).containsExactly("trackId");
        assertThat(call("GET", "/v1/tracks/nope/steps").send().status()).isEqualTo(404);
        assertThat(call("DELETE", "/v1/tracks/day-1/steps/nope").send().fields())
                .containsExactly("stepId");
    }

    @Test
    void removingAStepHonoursIfMatch() {
        step("day-1", "week-1");

        assertThat(call("DELETE", "/v1/tracks/day-1/steps/s1")
                        .header("if-match", "\"2\"")
                        .send()
                        .status())
                .isEqualTo(412);
        assertThat(call("DELETE", "/v1/tracks/day-1/steps/s1")
                        .header("if-match", "\"1\"")
                        .send()
                        .status())
                .isEqualTo(204);
    }
}
