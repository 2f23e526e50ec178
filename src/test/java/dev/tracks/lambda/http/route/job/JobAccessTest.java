package dev.tracks.lambda.http.route.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.lambda.http.TestRequest.Answer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What managers may do with jobs. Grace manages day-1 and week-1, but not month-1, to which week-1 leads. */
class JobAccessTest {
    private final JobScene scene = new JobScene();

    private Answer as(String manager, String method, String path, String body) {
        return scene.request(method, path, body).as(manager, "manager").send();
    }

    private Answer create(String manager, String body) {
        return as(manager, "POST", "/v1/jobs", body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'kind':'enroll','trackId':'day-1','who':{'inTrack':'week-1'}}",
                "{'kind':'rerun','trackId':'day-1','reason':'cooldown'}",
                "{'kind':'apply','trackId':'day-1','stepId':'s1'}",
                "{'kind':'undo','trackId':'day-1','stepId':'s1','from':'2025-01-01T00:00:00Z','to':'2025-02-01T00:00:00Z'}",
                "{'kind':'remove','trackId':'day-1','who':{'participants':['ada']}}",
                "{'kind':'resend','error':'bounced','since':'2025-01-01T00:00:00Z','trackId':'day-1'}"
            })
    void aManagerCreatesJobsAboutTheirTracks(String body) {
        Answer created = create("grace", body);

        assertThat(created.status()).as(created.text()).isEqualTo(202);
        assertThat(created.at("/createdBy")).isEqualTo("grace");
        String job = "/v1/jobs/" + created.at("/id");
        assertThat(as("grace", "GET", job, "").json()).isEqualTo(created.json());
        assertThat(as("grace", "GET", "/v1/jobs", "").json().get("data")).hasSize(1);
        assertThat(as("grace", "GET", job + "/rows", "").status()).isEqualTo(200);
        assertThat(as("grace", "POST", job + "/stop", "").status()).isEqualTo(200);
        assertThat(as("boss", "GET", "/v1/jobs", "").json().get("data")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'kind':'enroll','trackId':'leadership','who':{'inTrack':'day-1'}} | track leadership",
                "{'kind':'enroll','trackId':'day-1','who':{'inTrack':'leadership'}} | track leadership",
                "{'kind':'remove','trackId':'nope','who':{'participants':['ada']}} | track nope",
                "{'kind':'rerun','trackId':'week-1','stepId':'s1','reason':'cooldown'} | track month-1",
                "{'kind':'apply','trackId':'week-1','stepId':'s1'} | track month-1",
                "{'kind':'undo','trackId':'week-1','stepId':'s1','from':'2025-01-01T00:00:00Z','to':'2025-02-01T00:00:00Z'}"
                        + " | track month-1"
            })
    void aManagerMustManageAllTracksOfAJob(String body, String track) {
        Answer answer = create("grace", body);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.at("/detail")).isEqualTo("requires role manager on " + track + ", or role admin");
        assertThat(scene.ids("/v1/jobs")).isEmpty();
    }

    @Test
    void onlyAdminsResendMessagesOfAllTracks() {
        String body = "{'kind':'resend','error':'bounced','since':'2025-01-01T00:00:00Z'}";

        Answer answer = create("grace", body);
        String id = scene.create(body).at("/id");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.at("/detail")).isEqualTo("requires role admin");
        assertThat(as("grace", "GET", "/v1/jobs/" + id, "").status()).isEqualTo(403);
        assertThat(as("grace", "GET", "/v1/jobs", "").json().get("data")).isEmpty();
    }

    @Test
    void aManagersRerunIsAboutStepsBetweenTheirTracks() {
        Answer created = create("grace", "{'kind':'rerun','trackId':'week-1','reason':'cooldown'}");

        assertThat(created.json().get("steps").findValuesAsText("trackId")).containsExactly("day-1", "day-1");
    }

    @Test
    void aJobOfAnotherManagerCannotBeToldFromOneThatDoesNotExist() {
        String id = scene.create("{'kind':'enroll','trackId':'day-1','who':{'participants':['ada']}}")
                .at("/id");

        Stream.of("GET ", "GET /rows", "POST /stop").forEach(route -> {
            String[] parts = route.split(" ", 2);
            Answer existing = as("boss", parts[0], "/v1/jobs/" + id + parts[1], "");
            Answer missing = as("boss", parts[0], "/v1/jobs/nope" + parts[1], "");

            assertThat(existing.status()).isEqualTo(403);
            assertThat(existing.at("/detail"))
                    .isEqualTo("requires role manager on all tracks of the job, or role admin");
            assertThat(missing.text()).isEqualTo(existing.text());
        });
        assertThat(scene.get("/v1/jobs/" + id).at("/status")).isEqualTo("running");
    }

    @Test
    void aManagerWhoNoLongerManagesATrackOfTheirJobDoesNotReadIt() {
        String id = create("grace", "{'kind':'apply','trackId':'day-1','stepId':'s1'}")
                .at("/id");
        scene.send("PUT", "/v1/tracks/week-1", "{'title':'Week 1','status':'active'}");

        assertThat(as("grace", "GET", "/v1/jobs/" + id, "").status()).isEqualTo(403);
    }

    @Test
    void aManagersJobStopsWhenTheyNoLongerManageItsTrack() {
        String id = create("grace", "{'kind':'enroll','trackId':'day-1','who':{'participants':['ada']}}")
                .at("/id");
        scene.send("PUT", "/v1/tracks/day-1", "{'title':'Day 1','status':'active'}");
        scene.program.work(id);

        assertThat(scene.get("/v1/jobs/" + id).at("/error/reason")).isEqualTo("creator_not_manager");
    }

    @Test
    void membersHaveNoJobs() {
        assertThat(scene.request("GET", "/v1/jobs", "")
                        .as("ada", "member")
                        .send()
                        .status())
                .isEqualTo(403);
    }
}
