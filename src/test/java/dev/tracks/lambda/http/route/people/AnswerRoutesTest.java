package dev.tracks.lambda.http.route.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.domain.record.StepReached;
import dev.tracks.lambda.InMemoryApplication;
import dev.tracks.lambda.http.HttpApi;
import dev.tracks.lambda.http.TestRequest;
import dev.tracks.lambda.http.TestRequest.Answer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A signed-in person answers their own invitation, with the same effect as a click on its link. */
class AnswerRoutesTest {
    private static final String INVITATION = "/v1/participants/ada/invitations/leadership/1";

    private final InMemoryApplication program = new InMemoryApplication();
    private final HttpApi api = program.api();

    @BeforeEach
    void adaIsInvited() {
        put("/v1/tracks/week-1", "{'title':'Week 1','status':'active','managers':['grace']}");
        put("/v1/tracks/leadership", "{'title':'Leadership','status':'active','managers':['grace']}");
        put("/v1/participants/ada", "{'name':'Ada'}");
        put("/v1/participants/grace", "{'name':'Grace'}");
        put(
                "/v1/tracks/week-1/steps/s1",
                "{'destinationTrackId':'leadership','enrollmentMethod':'manual','invitationMessage':'Join!'}");
        TestRequest.of(api, "POST", "/v1/tracks/week-1/enrollments")
                .body("{\"participantId\":\"ada\"}")
                .send();
        program.reach(new StepReached("week-1", "s1", "ada", 1));
    }

    @Test
    void joiningStartsTheTrackOnce() {
        Answer first = answer("join", "ada", "member");
        Answer second = answer("join", "ada", "member");

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.at("/result")).isEqualTo("joined");
        assertThat(first.at("/text")).isEqualTo("You have joined Leadership. Have fun.");
        assertThat(first.at("/invitation/status")).isEqualTo("accepted");
        assertThat(second.at("/result")).isEqualTo("already_joined");
        assertThat(get("/v1/participants/ada/enrollments").json().findValuesAsText("trackId"))
                .containsOnlyOnce("leadership");
    }

    @Test
    void decliningClosesTheInvitation() {
        assertThat(answer("decline", "ada", "member").at("/result")).isEqualTo("declined");
        assertThat(answer("join", "ada", "member").at("/result")).isEqualTo("already_declined");
        assertThat(get(INVITATION).at("/status")).isEqualTo("declined");
    }

    @ParameterizedTest
    @CsvSource({"root, admin", "grace, admin", "grace, manager", "grace, member"})
    void nobodyAnswersForAnotherPerson(String subject, String role) {
        Answer answer = answer("join", subject, role);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.at("/detail")).isEqualTo("requires a role as participant ada");
        assertThat(get(INVITATION).at("/status")).isEqualTo("pending");
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "manager", "member"})
    void thePersonAnswersWithAnyRole(String role) {
        assertThat(answer("join", "ada", role).at("/result")).isEqualTo("joined");
    }

    @Test
    void aJoinThatIsNotPossibleNowLeavesTheInvitationOpenAndSaysWhy() {
        put("/v1/tracks/leadership", "{'title':'Leadership','status':'paused','managers':['grace']}");

        Answer answer = answer("join", "ada", "member");

        assertThat(answer.at("/result")).isEqualTo("not_now");
        assertThat(answer.at("/reason")).isEqualTo("destination_not_active");
        assertThat(answer.at("/invitation/status")).isEqualTo("pending");
    }

    @Test
    void anExpiredInvitationSaysSo() {
        program.clock.advance(Duration.ofDays(15));

        assertThat(answer("join", "ada", "member").at("/result")).isEqualTo("expired");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'answer':'yes'}", "{'answer':null}", "{'answer':'join','x':1}", "[]", ""})
    void anInvalidAnswerChangesNothing(String body) {
        Answer answer = send("POST", INVITATION + "/answer", body, "ada", "member");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(get(INVITATION).at("/status")).isEqualTo("pending");
    }

    @Test
    void anUnknownInvitationIsNotFound() {
        String other = INVITATION.replace("/1", "/2") + "/answer";

        assertThat(send("POST", other, "{'answer':'join'}", "ada", "member").status())
                .isEqualTo(404);
    }

    private Answer answer(String answer, String subject, String role) {
        return send("POST", INVITATION + "/answer", "{'answer':'" + answer + "'}", subject, role);
    }

    private Answer get(String path) {
        return TestRequest.of(api, "GET", path).send();
    }

    private void put(String path, String body) {
        send("PUT", path, body, "root", "admin");
    }

    private Answer send(String method, String path, String body, String subject, String role) {
        return TestRequest.of(api, method, path)
                .body(body.replace('\'', '"'))
                .as(subject, role)
                .send();
    }
}
