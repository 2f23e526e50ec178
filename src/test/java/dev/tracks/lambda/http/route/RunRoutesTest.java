package dev.tracks.lambda.http.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.tracks.domain.record.StepReached;
import dev.tracks.lambda.InMemoryApplication;
import dev.tracks.lambda.http.HttpApi;
import dev.tracks.lambda.http.TestRequest;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.people.Erasure;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ada is in day-1, whose step s1 leads to week-1 after one day. */
class RunRoutesTest {
    private static final StepReached CAUSE = new StepReached("day-1", "s1", "ada", 1);
    private static final String STEP = "/v1/tracks/day-1/steps/s1";

    private final InMemoryApplication program = new InMemoryApplication();
    private final HttpApi api = program.api();

    private TestRequest.Answer send(String method, String path, String body) {
        return TestRequest.of(api, method, path).body(body).send();
    }

    @BeforeEach
    void adaIsInDay1() {
        send("PUT", "/v1/tracks/day-1", "{\"title\":\"Day 1\",\"status\":\"active\"}");
        send("PUT", "/v1/tracks/week-1", "{\"title\":\"Week 1\",\"status\":\"active\"}");
        send("PUT", STEP, "{\"destinationTrackId\":\"week-1\",\"delay\":{\"amount\":1,\"unit\":\"days\"}}");
        send("PUT", "/v1/participants/grace", "{\"name\":\"Grace\"}");
        send("PUT", "/v1/participants/ada", "{\"name\":\"Ada\",\"managerId\":\"grace\"}");
        send("POST", "/v1/tracks/day-1/enrollments", "{\"participantId\":\"ada\"}");
    }

    @Test
    void aPreviewOfTheSavedStepShowsTheOutcomeAndWritesNothing() {
        int before = program.items();

        TestRequest.Answer preview = send("POST", STEP + "/preview", "{\"participantId\":\"ada\"}");

        assertThat(preview.at("/outcome/decision")).isEqualTo("deferred");
        assertThat(preview.at("/messages/confirmation")).isEqualTo("You've been added to the track! 🎉");
        assertThat(program.items()).isEqualTo(before);
    }

    @Test
    void aPreviewOfAnUnsavedStepRendersItsMessages() {
        TestRequest.Answer preview = send(
                "POST",
                STEP + "/preview",
                "{\"participantId\":\"ada\",\"step\":{\"destinationTrackId\":\"week-1\",\"enrollmentMethod\":\"manual\","
                        + "\"invitationMessage\":\"{{user}}, {{manager}} invites you to {{track}}\"}}");

        assertThat(preview.at("/outcome/decision")).isEqualTo("invited");
        assertThat(preview.at("/messages/invitation")).isEqualTo("Ada, Grace invites you to Week 1");
        assertThat(preview.at("/messages/joinButton")).isEqualTo("Join now!");
    }

    @Test
    void aPreviewNamesAnUnknownAlias() {
        TestRequest.Answer preview =
                send("POST", STEP + "/preview", "{\"participant\":{\"email\":\"nobody@example.com\"}}");

        assertThat(preview.status()).isEqualTo(200);
        assertThat(preview.at("/outcome/reason")).isEqualTo("participant_not_found");
        assertThat(preview.json().at("/outcome/evidence").toString()).isEqualTo("{\"email\":\"nobody@example.com\"}");
    }

    @Test
    void aPreviewOfAnAliasIsThatOfItsPerson() {
        send("PUT", "/v1/participants/ada", "{\"name\":\"Ada\",\"managerId\":\"grace\",\"subject\":\"auth0|Ada\"}");

        assertThat(send("POST", STEP + "/preview", "{\"participant\":{\"subject\":\"auth0|Ada\"}}")
                        .json())
                .isEqualTo(send("POST", STEP + "/preview", "{\"participantId\":\"ada\"}")
                        .json());
    }

    @Test
    void aManagerLearnsNothingAboutTheAliasOfAPersonWhomTheyMayNotRead() {
        send("PUT", "/v1/tracks/day-1", "{\"title\":\"x\",\"status\":\"active\",\"managers\":[\"grace\"]}");
        send("PUT", "/v1/tracks/week-1", "{\"title\":\"x\",\"status\":\"active\",\"managers\":[\"grace\"]}");
        send("PUT", "/v1/participants/mary", "{\"name\":\"Mary\",\"email\":\"mary@example.com\"}");

        String known = previewByGrace("mary@example.com");
        String unknown = previewByGrace("nobody@example.com");

        assertThat(known).contains("/problems/forbidden").isEqualTo(unknown.replace("nobody@", "mary@"));
    }

    private String previewByGrace(String email) {
        return TestRequest.of(program.api(), "POST", STEP + "/preview")
                .as("grace", "manager")
                .body("{\"participant\":{\"email\":\"" + email + "\"}}")
                .send()
                .text();
    }

    @Test
    void anInvalidFieldOfAnUnsavedStepIsNamedWithItsPath() {
        TestRequest.Answer preview = send(
                "POST",
                STEP + "/preview",
                "{\"participantId\":\"ada\",\"step\":{\"destinationTrackId\":\"week-1\",\"colour\":1,"
                        + "\"delay\":{\"amount\":-1,\"unit\":\"days\"}}}");

        assertThat(preview.status()).isEqualTo(400);
        assertThat(preview.fields()).containsExactlyInAnyOrder("step.colour", "step.delay.amount");
    }

    @Test
    void aCancelledRunDoesNothingWhenItIsReachedAgain() {
        program.reach(CAUSE);
        String run = "/v1/participants/ada/runs/day-1/1/s1/cancel";

        assertThat(send("POST", run, "").at("/reason")).isEqualTo("run_cancelled");
        assertThat(send("POST", run, "").at("/replayed")).isEqualTo("true");

        program.reach(CAUSE);
        assertThat(send("GET", "/v1/participants/ada/enrollments/week-1/1", "").status())
                .isEqualTo(404);
    }

    @Test
    void onlyADeferredRunCanBeCancelled() {
        send("PUT", STEP, "{\"destinationTrackId\":\"week-1\"}");
        program.reach(CAUSE);

        assertThat(send("POST", "/v1/participants/ada/runs/day-1/1/s1/cancel", "")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void destinationsShowALoopWithItsPath() {
        TestRequest.Answer answer = send("GET", "/v1/tracks/week-1/destinations", "");

        assertThat(answer.json().at("/data/0").toString())
                .isEqualTo("{\"id\":\"day-1\",\"title\":\"Day 1\",\"selectable\":false,\"reason\":\"loop_detected\","
                        + "\"path\":[\"week-1\",\"day-1\",\"week-1\"]}");
    }

    @Test
    void theImpactOfAPauseCountsStepsInvitationsAndDeferredRuns() {
        program.reach(CAUSE);

        TestRequest.Answer impact = send("GET", "/v1/tracks/week-1/impact", "");

        assertThat(impact.json().toString())
                .isEqualTo(
                        "{\"incoming\":[{\"trackId\":\"day-1\",\"stepId\":\"s1\"}],\"pendingInvitations\":0,\"deferred\":1,"
                                + "\"active\":0,\"complete\":true,\"outgoing\":{\"deferred\":0,\"pendingInvitations\":0}}");
    }

    @Test
    void progressIsMergedAndAnEndedInstanceStaysAsItIs() {
        String path = "/v1/participants/ada/enrollments/day-1/1";
        send("PATCH", path, "{\"progress\":{\"a\":{\"b\":1,\"c\":2},\"d\":[1,2.50]}}");

        TestRequest.Answer merged = send("PATCH", path, "{\"progress\":{\"a\":{\"c\":null}},\"status\":\"completed\"}");

        assertThat(merged.json().at("/progress").toString()).isEqualTo("{\"a\":{\"b\":1},\"d\":[1,2.5]}");
        assertThat(merged.at("/status")).isEqualTo("completed");
        assertThat(merged.at("/endedAt")).isEqualTo(program.now.toString());
        assertThat(send("PATCH", path, "{\"status\":\"cancelled\"}").status()).isEqualTo(409);
    }

    @Test
    void progressThatGrowsTooLargeIsRejectedByName() {
        String path = "/v1/participants/ada/enrollments/day-1/1";

        TestRequest.Answer answer = send("PATCH", path, "{\"progress\":{\"text\":\"" + "x".repeat(16 * 1024) + "\"}}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.fields()).containsExactly("progress");
    }

    @Test
    void anErasureThatTheSweepMustFinishIsAccepted() {
        program.erasure = mock(Erasure.class);
        when(program.erasure.tombstone(any(), any(), any(), any())).thenReturn(Optional.of(WriteResult.WRITTEN));
        when(program.erasure.blank(any(), any())).thenReturn(Erasure.Pass.LEFT);

        TestRequest.Answer answer =
                TestRequest.of(program.api(), "DELETE", "/v1/participants/ada").send();

        assertThat(answer.status()).isEqualTo(202);
    }

    @Test
    void progressOfAnErasedPersonIsRejectedAndNotStored() {
        String enrollment = "/v1/participants/ada/enrollments/day-1/1";
        assertThat(send("PATCH", enrollment, "{\"progress\":{\"page\":1}}").status())
                .isEqualTo(200);
        send("DELETE", "/v1/participants/ada", "");

        TestRequest.Answer refused = send("PATCH", enrollment, "{\"progress\":{\"diary\":\"secret\"}}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.at("/detail")).contains("ada have been erased");
        assertThat(send("GET", enrollment, "").json().path("progress").size()).isZero();
    }

    @Test
    void anErasureKeepsATombstoneAndTheEnrollments() {
        assertThat(send("DELETE", "/v1/participants/ada", "").status()).isEqualTo(204);

        TestRequest.Answer person = send("GET", "/v1/participants/ada", "");
        assertThat(person.at("/name")).isEqualTo("Erased");
        assertThat(send("PUT", "/v1/participants/ada", "{\"name\":\"Ada\"}").status())
                .isEqualTo(409);
        assertThat(send("GET", "/v1/participants/ada", "").at("/name")).isEqualTo("Erased");
        assertThat(person.at("/active")).isEqualTo("false");
        assertThat(send("GET", "/v1/participants/ada/enrollments/day-1/1", "").status())
                .isEqualTo(200);
    }
}
