package dev.tracks.lambda.http.route.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.domain.record.StepReached;
import dev.tracks.lambda.InMemoryApplication;
import dev.tracks.lambda.http.HttpApi;
import dev.tracks.lambda.http.TestRequest;
import dev.tracks.lambda.http.TestRequest.Answer;
import dev.tracks.lambda.json.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A member reads the titles of the tracks that their own records name, and of no other track. */
class PersonTrackRoutesTest {
    private final InMemoryApplication program = new InMemoryApplication();
    private final HttpApi api = program.api();

    @BeforeEach
    void adaStartsATrackWithThreeSteps() {
        for (String id : new String[] {"day-1", "week-1", "month-1", "leadership", "secret"}) {
            put("/v1/tracks/" + id, "{'title':'Title of " + id + "','status':'active'}");
        }
        put("/v1/participants/ada", "{'name':'Ada','managerId':'grace'}");
        put("/v1/participants/grace", "{'name':'Grace'}");
        step("s1", "'destinationTrackId':'week-1'");
        step("s2", "'destinationTrackId':'leadership','enrollmentMethod':'manual','invitationMessage':'Join!'");
        step("s3", "'destinationTrackId':'month-1','delay':{'amount':1,'unit':'days'}");
        TestRequest.of(api, "POST", "/v1/tracks/day-1/enrollments")
                .body("{\"participantId\":\"ada\"}")
                .send();
    }

    @Test
    void enrollmentsInvitationsAndWhatWaitsHaveTitles() {
        reach("s1");
        reach("s2");
        reach("s3");

        assertThat(tracks("ada", "ada", "member").json().path("data")).isEqualTo(Json.read("""
                        [{"id":"day-1","title":"Title of day-1"},{"id":"leadership","title":"Title of leadership"},
                        {"id":"month-1","title":"Title of month-1"},{"id":"week-1","title":"Title of week-1"}]
                        """));
    }

    @Test
    void aManagerWhomAReportEnrollsReadsTheTitlesOfBothTracks() {
        step("s4", "'destinationTrackId':'leadership','enrollee':'manager','delay':{'amount':1,'unit':'days'}");
        reach("s4");

        assertThat(tracks("grace", "grace", "member").json().findValuesAsText("id"))
                .containsExactly("day-1", "leadership");
    }

    @Test
    void onlyThePersonTheirManagersAndAdminsReadThem() {
        assertThat(tracks("ada", "grace", "member").status()).isEqualTo(403);
        assertThat(tracks("ada", "root", "admin").json().findValuesAsText("id")).containsExactly("day-1");
    }

    @Test
    void aPersonWithoutRecordsHasNoneAndAnUnknownOneIsNotFound() {
        assertThat(tracks("grace", "grace", "member").json().path("data")).isEmpty();
        assertThat(tracks("nobody", "root", "admin").status()).isEqualTo(404);
    }

    private void step(String id, String fields) {
        put("/v1/tracks/day-1/steps/" + id, "{" + fields + "}");
    }

    private void reach(String stepId) {
        program.reach(new StepReached("day-1", stepId, "ada", 1));
    }

    private Answer tracks(String participantId, String subject, String role) {
        return TestRequest.of(api, "GET", "/v1/participants/" + participantId + "/tracks")
                .as(subject, role)
                .send();
    }

    private void put(String path, String body) {
        TestRequest.of(api, "PUT", path).body(body.replace('\'', '"')).send();
    }
}
