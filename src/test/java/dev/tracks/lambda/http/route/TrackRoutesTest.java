package dev.tracks.lambda.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.lambda.InMemoryApplication;
import dev.tracks.lambda.http.HttpApi;
import dev.tracks.lambda.http.TestRequest;
import dev.tracks.lambda.http.TestRequest.Answer;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrackRoutesTest {
    private final InMemoryApplication program = new InMemoryApplication();
    private final HttpApi api = program.api();

    private TestRequest call(String method, String path) {
        return TestRequest.of(api, method, path);
    }

    private Answer put(String id, String body) {
        return call("PUT", "/v1/tracks/" + id).body(body).send();
    }

    @Test
    void aNewTrackIsCreatedAndCanBeRead() {
        Answer created = put("day-1", "{\"title\":\" Day 1 \",\"managers\":[\"grace\"]}");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.headers())
                .containsEntry("location", "/v1/tracks/day-1")
                .containsEntry("etag", "\"1\"")
                .containsEntry("content-type", "application/json")
                .containsEntry("cache-control", "no-store");
        assertThat(created.json().toString())
                .isEqualTo("{\"id\":\"day-1\",\"title\":\"Day 1\",\"description\":\"\",\"status\":\"draft\","
                        + "\"managers\":[\"grace\"],\"updatedAt\":\"2025-03-03T09:00:00Z\",\"updatedBy\":\"root\"}");
        Answer read = call("GET", "/v1/tracks/day-1").send();
        assertThat(read.json()).isEqualTo(created.json());
        assertThat(read.headers()).containsEntry("etag", "\"1\"");
    }

    @Test
    void anExistingTrackIsReplaced() {
        put("day-1", "{\"title\":\"Day 1\"}");

        Answer replaced = put("day-1", "{\"title\":\"Day One\",\"status\":\"active\"}");

        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.headers()).containsEntry("etag", "\"2\"").doesNotContainKey("location");
        assertThat(replaced.at("/status")).isEqualTo("active");
    }

    @Test
    void tracksAreListedById() {
        put("week-1", "{\"title\":\"Week 1\"}");
        put("day-1", "{\"title\":\"Day 1\"}");

        assertThat(call("GET", "/v1/tracks").send().json().at("/data").findValuesAsText("id"))
                .containsExactly("day-1", "week-1");
    }

    @Test
    void anUnknownTrackIsNamed() {
        Answer answer = call("GET", "/v1/tracks/nope").send();

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
        assertThat(answer.at("/type")).isEqualTo("/problems/not-found");
        assertThat(answer.at("/detail")).isEqualTo("there is no track nope");
        assertThat(answer.fields()).containsExactly("trackId");
    }

    @Test
    void anInvalidBodyIsRejectedFieldByFieldAndWritesNothing() {
        Answer answer = put("day-1", "{\"id\":\"day-2\",\"status\":\"open\",\"managers\":[\"ok\",\"Not Ok\"],\"x\":1}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/type")).isEqualTo("/problems/invalid-request");
        assertThat(answer.fields()).containsExactly("id", "title", "status", "managers[1]", "x");
        assertThat(program.items()).isZero();
    }

    @Test
    void aStaleVersionIsNotReplaced() {
        put("day-1", "{\"title\":\"Day 1\"}");

        Answer stale = call("PUT", "/v1/tracks/day-1")
                .header("if-match", "\"7\"")
                .body("{\"title\":\"x\"}")
                .send();

        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.at("/detail")).contains("version 1", "root", "2025-03-03T09:00:00Z");
        assertThat(call("GET", "/v1/tracks/day-1").send().at("/title")).isEqualTo("Day 1");
    }

    @Test
    void theCurrentVersionIsReplaced() {
        put("day-1", "{\"title\":\"Day 1\"}");

        assertThat(call("PUT", "/v1/tracks/day-1")
                        .header("if-match", "\"9\", \"1\"")
                        .body("{\"title\":\"x\"}")
                        .send()
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aStarReplacesButDoesNotCreate() {
        Answer absent = call("PUT", "/v1/tracks/day-1")
                .header("if-match", "*")
                .body("{\"title\":\"x\"}")
                .send();
        put("day-1", "{\"title\":\"Day 1\"}");
        Answer present = call("PUT", "/v1/tracks/day-1")
                .header("if-match", "*")
                .body("{\"title\":\"x\"}")
                .send();

        assertThat(absent.status()).isEqualTo(412);
        assertThat(present.status()).isEqualTo(200);
    }

    @Test
    void aWeakTagNeverMatches() {
        put("day-1", "{\"title\":\"Day 1\"}");

        assertThat(call("PUT", "/v1/tracks/day-1")
                        .header("if-match", "W/\"1\"")
                        .body("{\"title\":\"x\"}")
                        .send()
                        .status())
                .isEqualTo(412);
    }

    @Test
    void aMalformedIfMatchIsNamed() {
        Answer answer = call("PUT", "/v1/tracks/day-1")
                .header("if-match", "1")
                .body("{\"title\":\"x\"}")
                .send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly("If-Match");
    }

    @Test
    void anUnknownQueryParameterIsNamed() {
        assertThat(call("GET", "/v1/tracks/day-1?limit=5").send().fields()).containsExactly("limit");
        assertThat(call("PUT", "/v1/tracks/day-1?dry=1")
                        .body("{\"title\":\"x\"}")
                        .send()
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Week 1\\r\\nBcc: x", "Alice\u202EeviL", "\u200B", "Week\\u00001"})
    void aTitleIsASingleVisibleLine(String title) {
        Answer answer = put("week-1", "{\"title\":\"" + title + "\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly("title");
    }

    @Test
    void lengthsAndManagersAreLimited() {
        String fits = "{\"title\":\"%s\",\"description\":\"%s\",\"managers\":%s}"
                .formatted("🎉".repeat(200), "🎉".repeat(2_000), managers(100));
        assertThat(put("day-1", fits).status()).isEqualTo(201);

        String tooLong = "{\"title\":\"%s\",\"description\":\"%s\",\"managers\":%s}"
                .formatted("🎉".repeat(201), "🎉".repeat(2_001), managers(101));
        assertThat(put("day-1", tooLong).fields()).containsExactly("title", "description", "managers");
    }

    private static String managers(int count) {
        return Collections.nCopies(count, "\"grace\"").toString();
    }

    @Test
    void aDescriptionMayHaveLinesButNoOtherControlCharacters() {
        assertThat(put("day-1", "{\"title\":\"x\",\"description\":\" a\\r\\n\\tb\"}")
                        .at("/description"))
                .isEqualTo(" a\n\tb");
        assertThat(put("day-1", "{\"title\":\"x\",\"description\":\"a\\u0007\"}")
                        .fields())
                .containsExactly("description");
    }
}
