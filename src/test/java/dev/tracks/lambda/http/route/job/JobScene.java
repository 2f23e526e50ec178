package dev.tracks.lambda.http.route.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.lambda.InMemoryApplication;
import dev.tracks.lambda.http.HttpApi;
import dev.tracks.lambda.http.TestRequest;
import dev.tracks.lambda.http.TestRequest.Answer;
import dev.tracks.lambda.json.Json;
import java.time.Duration;
import java.util.List;

/**
 * Grace manages day-1 and week-1, Boss leadership. day-1 leads to week-1 by two steps, week-1 to month-1. Ada is an
 * engineer, and Linus has the Slack user U1.
 */
final class JobScene {
    final InMemoryApplication program = new InMemoryApplication();
    private final HttpApi api = program.api();

    JobScene() {
        put("tracks/day-1", "{'title':'Day 1','status':'active','managers':['grace']}");
        put("tracks/week-1", "{'title':'Week 1','status':'active','managers':['grace']}");
        put("tracks/month-1", "{'title':'Month 1','status':'active'}");
        put("tracks/leadership", "{'title':'Leadership','status':'active','managers':['boss']}");
        put("tracks/draft", "{'title':'Draft'}");
        put("tracks/day-1/steps/s1", "{'destinationTrackId':'week-1'}");
        put("tracks/day-1/steps/s2", "{'destinationTrackId':'week-1'}");
        put("tracks/week-1/steps/s1", "{'destinationTrackId':'month-1'}");
        put("participants/grace", "{'name':'Grace'}");
        put("participants/boss", "{'name':'Boss'}");
        put("participants/ada", "{'name':'Ada','email':'ada@example.com','attributes':{'role':'engineer'}}");
        put("participants/linus", "{'name':'Linus','slackUserId':'U1'}");
    }

    private void put(String path, String body) {
        assertThat(send("PUT", "/v1/" + path, body).status()).isEqualTo(201);
    }

    static String json(String text) {
        return text.replace('\'', '"');
    }

    JsonNode parsed(String text) {
        return Json.read(json(text));
    }

    TestRequest request(String method, String path, String body) {
        return TestRequest.of(api, method, path).body(json(body));
    }

    Answer send(String method, String path, String body) {
        return request(method, path, body).send();
    }

    Answer get(String path) {
        return send("GET", path, "");
    }

    /** The ids on a page of jobs. */
    List<String> ids(String path) {
        return get(path).json().get("data").findValuesAsText("id");
    }

    TestRequest creation(String body) {
        return request("POST", "/v1/jobs", body);
    }

    Answer create(String body) {
        return creation(body).send();
    }

    /** Creates a job and processes all of its pages. */
    Answer done(String body) {
        Answer created = create(body);
        assertThat(created.status()).as(created.text()).isEqualTo(202);
        program.work(created.at("/id"));
        return get("/v1/jobs/" + created.at("/id"));
    }

    void enrolled(String trackId, String participantId) {
        assertThat(send("POST", "/v1/tracks/" + trackId + "/enrollments", "{'participantId':'" + participantId + "'}")
                        .status())
                .isEqualTo(201);
    }

    void advance(Duration duration) {
        program.clock.advance(duration);
    }
}
