package dev.tracks.lambda.http.route.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.lambda.http.TestRequest.Answer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Jobs that exist, through the HTTP API: listed, stopped, ended, unknown. */
class JobListRoutesTest {
    private final JobScene scene = new JobScene();

    @Test
    void jobsAreListedNewestFirst() {
        String first =
                scene.create("{'kind':'apply','trackId':'day-1','stepId':'s1'}").at("/id");
        scene.advance(Duration.ofSeconds(1));
        String second = scene.done("{'kind':'enroll','trackId':'day-1','who':{'participants':['ada']}}")
                .at("/id");

        assertThat(scene.get("/v1/jobs").json().get("data").findValuesAsText("id"))
                .containsExactly(second, first);
        assertThat(scene.ids("/v1/jobs?status=done,failed")).containsExactly(second);
        assertThat(scene.ids("/v1/jobs?kind=apply")).containsExactly(first);
        Answer page = scene.get("/v1/jobs?limit=1");
        assertThat(scene.ids("/v1/jobs?limit=1")).containsExactly(second);
        assertThat(scene.ids("/v1/jobs?limit=1&cursor=" + page.at("/nextCursor")))
                .containsExactly(first);
        assertThat(scene.get("/v1/jobs?status=over").fields()).containsExactly("status");
    }

    @Test
    void aJobIsStoppedOnce() {
        String running = scene.create("{'kind':'enroll','trackId':'day-1','who':{'participants':['ada']}}")
                .at("/id");

        Answer stopping = scene.send("POST", "/v1/jobs/" + running + "/stop", "");
        Answer again = scene.send("POST", "/v1/jobs/" + running + "/stop", "");
        scene.program.work(running);
        Answer stopped = scene.send("POST", "/v1/jobs/" + running + "/stop", "");

        assertThat(stopping.status()).isEqualTo(200);
        assertThat(stopping.at("/status")).isEqualTo("stopping");
        assertThat(again.json()).isEqualTo(stopping.json());
        assertThat(stopped.at("/status")).isEqualTo("stopped");
        assertThat(scene.get("/v1/participants/ada/enrollments/day-1/1").status())
                .isEqualTo(404);
    }

    @Test
    void aJobThatIsDoneCannotBeStopped() {
        String done = scene.done("{'kind':'enroll','trackId':'day-1','who':{'participants':['ada']}}")
                .at("/id");

        Answer answer = scene.send("POST", "/v1/jobs/" + done + "/stop", "");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.at("/type")).isEqualTo("/problems/conflict");
    }

    @Test
    void aScheduledJobIsStoppedAtOnce() {
        String scheduled = scene.create("{'kind':'enroll','trackId':'day-1','who':{'participants':['ada']},"
                        + "'startAt':'2025-04-01T00:00:00Z'}")
                .at("/id");

        Answer stopped = scene.send("POST", "/v1/jobs/" + scheduled + "/stop", "");

        assertThat(stopped.at("/status")).isEqualTo("stopped");
        assertThat(stopped.at("/total")).isEqualTo("1");
        assertThat(stopped.at("/done")).isEqualTo("0");
    }

    @Test
    void aJobThatMayNotGoOnSaysWhy() {
        String id = scene.create("{'kind':'enroll','trackId':'day-1','who':{'participants':['ada']}}")
                .at("/id");
        scene.send("PUT", "/v1/tracks/day-1", "{'title':'Day 1','status':'paused','managers':['grace']}");
        scene.program.work(id);

        Answer failed = scene.get("/v1/jobs/" + id);

        assertThat(failed.at("/status")).isEqualTo("failed");
        assertThat(failed.at("/total")).isEqualTo("1");
        assertThat(failed.json().get("error"))
                .isEqualTo(scene.parsed("{'reason':'track_not_active','status':'paused','trackId':'day-1'}"));
    }

    @Test
    void aJobThatDoesNotExistIsNotFound() {
        for (String path : new String[] {"", "/rows"}) {
            Answer answer = scene.get("/v1/jobs/nope" + path);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.fields()).containsExactly("jobId");
        }
        assertThat(scene.send("POST", "/v1/jobs/nope/stop", "").status()).isEqualTo(404);
        assertThat(scene.get("/v1/jobs/NO%20ID").fields()).containsExactly("jobId");
    }
}
