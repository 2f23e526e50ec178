package dev.tracks.lambda.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.domain.record.StepReached;
import dev.tracks.lambda.InMemoryApplication;
import dev.tracks.lambda.http.HttpApi;
import dev.tracks.lambda.http.TestRequest;
import dev.tracks.lambda.http.TestRequest.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InvitationRoutesTest {
    private static final String INVITATION = "/v1/participants/ada/invitations/leadership/";

    private final InMemoryApplication program = new InMemoryApplication();
    private final HttpApi api = program.api();

    @BeforeEach
    void adaIsInvited() {
        put("/v1/tracks/week-1", "{'title':'Week 1','status':'active'}");
        put("/v1/tracks/leadership", "{'title':'Leadership','status':'active'}");
        put("/v1/participants/ada", "{'name':'Ada'}");
        put(
                "/v1/tracks/week-1/steps/s1",
                "{'destinationTrackId':'leadership','enrollmentMethod':'manual','invitationMessage':'Join!'}");
        enroll("week-1");
        program.reach(new StepReached("week-1", "s1", "ada", 1));
    }

    @Test
    void anInvitationCanBeRead() {
        Answer answer = send("GET", INVITATION + "1");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("status").asText()).isEqualTo("pending");
        assertThat(send("GET", INVITATION + "2").status()).isEqualTo(404);
    }

    @Test
    void aPersonIsInvitedAgainAfterTheInvitationWasWithdrawn() {
        send("POST", INVITATION + "1/withdraw");

        Answer answer = send("POST", INVITATION + "1/reinvite");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.headers()).containsEntry("location", INVITATION + "2");
        assertThat(answer.json()).isEqualTo(send("GET", INVITATION + "2").json());
        assertThat(answer.json().at("/source/kind").asText()).isEqualTo("invitation");
        assertThat(answer.json().at("/source/stepId").asText()).isEqualTo("s1");
    }

    @Test
    void aRefusalSaysWhy() {
        send("POST", INVITATION + "1/withdraw");
        enroll("leadership");

        Answer answer = send("POST", INVITATION + "1/reinvite");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().get("type").asText()).isEqualTo("/problems/not-enrolled");
        assertThat(answer.json().get("reason").asText()).isEqualTo("previously_started");
        assertThat(answer.json().at("/evidence/instance").asInt()).isEqualTo(1);
    }

    @Test
    void anOpenInvitationIsAConflict() {
        Answer answer = send("POST", INVITATION + "1/reinvite");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().get("type").asText()).isEqualTo("/problems/conflict");
        assertThat(answer.json().get("detail").asText()).isEqualTo("invitation 1 is pending");
    }

    @Test
    void anUnknownInvitationIsNotFound() {
        assertThat(send("POST", INVITATION + "9/reinvite").status()).isEqualTo(404);
    }

    private void enroll(String trackId) {
        TestRequest.of(api, "POST", "/v1/tracks/" + trackId + "/enrollments")
                .body("{\"participantId\":\"ada\"}")
                .send();
    }

    private void put(String path, String body) {
        TestRequest.of(api, "PUT", path).body(body.replace('\'', '"')).send();
    }

    private Answer send(String method, String path) {
        return TestRequest.of(api, method, path).send();
    }
}
