package dev.tracks.lambda.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.lambda.InMemoryApplication;
import dev.tracks.lambda.http.HttpApi;
import dev.tracks.lambda.http.TestRequest;
import dev.tracks.lambda.http.TestRequest.Answer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** All tracks in one response, with their steps on request. */
class OverviewTest {
    private final HttpApi api = new InMemoryApplication().api();

    private void put(String path, String body) {
        assertThat(TestRequest.of(api, "PUT", path)
                        .body(body.replace('\'', '"'))
                        .send()
                        .status())
                .isEqualTo(201);
    }

    private Answer get(String path) {
        return TestRequest.of(api, "GET", path).send();
    }

    @Test
    void listsAllTracksInOneResponse() {
        IntStream.range(0, 200)
                .forEach(n -> put(
                        String.format("/v1/tracks/t%03d", n),
                        "{'title':'Track " + n + "','description':'" + "x".repeat(500) + "'}"));

        Answer answer = get("/v1/overview");

        assertThat(answer.json().get("data")).hasSize(200);
        assertThat(answer.json().at("/data/7").toString())
                .isEqualTo("{\"id\":\"t007\",\"title\":\"Track 7\",\"status\":\"draft\"}");
        assertThat(answer.text().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(20_000);
    }

    @Test
    void addsEachTracksStepsWithoutTheirTextsOnRequest() {
        put("/v1/tracks/day-1", "{'title':'Day 1','status':'active'}");
        put("/v1/tracks/week-1", "{'title':'Week 1','status':'active'}");
        put("/v1/tracks/day-1/steps/s1", "{'destinationTrackId':'week-1','delay':{'amount':1,'unit':'days'}}");
        put("/v1/tracks/day-1/steps/s2", "{'destinationTrackId':'week-1','enabled':false}");

        JsonNode data = get("/v1/overview?include=steps").json().get("data");

        assertThat(data.get(0).at("/steps/0")).isEqualTo(withoutTexts("/v1/tracks/day-1/steps/s1"));
        assertThat(data.get(0).at("/steps/1/enabled").booleanValue()).isFalse();
        assertThat(data.get(1).get("steps")).isEmpty();
        assertThat(get("/v1/overview").json().at("/data/0").has("steps")).isFalse();
    }

    @Test
    void isAboutSomeTracksOnRequest() {
        put("/v1/participants/grace", "{'name':'Grace'}");
        put("/v1/tracks/day-1", "{'title':'Day 1','managers':['grace']}");
        put("/v1/tracks/week-1", "{'title':'Week 1'}");
        put("/v1/tracks/month-1", "{'title':'Month 1'}");

        String some = "/v1/overview?include=steps&trackId=month-1,day-1,nowhere";

        assertThat(get(some).json().findValuesAsText("id")).containsExactly("day-1", "month-1");
        assertThat(TestRequest.of(api, "GET", some)
                        .as("grace", "manager")
                        .send()
                        .json()
                        .findValuesAsText("id"))
                .containsExactly("day-1");
        assertThat(get("/v1/overview?trackId=Day").fields()).containsExactly("trackId");
    }

    private JsonNode withoutTexts(String step) {
        return ((ObjectNode) get(step).json())
                .remove(List.of(
                        "invitationMessage",
                        "reminderMessage",
                        "confirmationMessage",
                        "joinButtonText",
                        "mailSubject",
                        "updatedAt",
                        "updatedBy"));
    }

    @Test
    void showsAManagerTheirOwnTracksOnly() {
        put("/v1/participants/grace", "{'name':'Grace'}");
        put("/v1/tracks/day-1", "{'title':'Day 1','status':'active','managers':['grace']}");
        put("/v1/tracks/week-1", "{'title':'Week 1','status':'active'}");
        put("/v1/tracks/day-1/steps/s1", "{'destinationTrackId':'week-1'}");

        JsonNode data = TestRequest.of(api, "GET", "/v1/overview?include=steps")
                .as("grace", "manager")
                .send()
                .json()
                .get("data");

        assertThat(data).hasSize(1);
        assertThat(data.at("/0/steps/0/destinationTrackId").asText()).isEqualTo("week-1");
    }

    @Test
    void rejectsAnUnknownParameterByName() {
        assertThat(get("/v1/overview?include=links").fields()).containsExactly("include");
        assertThat(get("/v1/overview?limit=1").fields()).containsExactly("limit");
    }
}
