package dev.tracks.lambda.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.lambda.InMemoryApplication;
import dev.tracks.lambda.http.HttpApi;
import dev.tracks.lambda.http.TestRequest;
import dev.tracks.lambda.http.TestRequest.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The list of tracks: pages, filters, search, activity. */
class TrackListTest {
    private final InMemoryApplication program = new InMemoryApplication();
    private final HttpApi api = program.api();

    private void put(String path, String body) {
        assertThat(TestRequest.of(api, "PUT", path)
                        .body(body.replace('\'', '"'))
                        .send()
                        .status())
                .isEqualTo(201);
    }

    private void tracks(int count, String fields) {
        IntStream.range(0, count)
                .forEach(n -> put(String.format("/v1/tracks/t%03d", n), "{'title':'Track " + n + "'" + fields + "}"));
    }

    private Answer get(String query) {
        return TestRequest.of(api, "GET", "/v1/tracks?" + query).send();
    }

    /** The tracks of all pages. */
    private List<JsonNode> all(String query) {
        List<JsonNode> all = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = get(query + cursor);
            assertThat(page.status()).as(page.text()).isEqualTo(200);
            assertThat(page.text().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(1_000_000);
            page.json().get("data").forEach(all::add);
            cursor = "&cursor=" + page.json().get("nextCursor").asText();
        } while (!cursor.endsWith("=null"));
        return all;
    }

    private List<String> ids(String query) {
        return all(query).stream().map(track -> track.get("id").asText()).toList();
    }

    private static List<String> numbered(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> String.format("t%03d", n))
                .toList();
    }

    @Test
    void manyTracksWithLongDescriptionsArePagedBelowAMegabyte() {
        tracks(450, ",'description':'" + "\uD83C\uDF89".repeat(2_000) + "'");

        assertThat(ids("")).isEqualTo(numbered(450));
        assertThat(ids("limit=100")).isEqualTo(numbered(450));
    }

    @Test
    void tracksAreSortedByTitleOrByTheirLatestChangeOnAllPages() {
        put("/v1/tracks/a", "{'title':'Über uns'}");
        program.clock.advance(Duration.ofSeconds(1));
        put("/v1/tracks/b", "{'title':'alpha','status':'active'}");
        program.clock.advance(Duration.ofSeconds(1));
        put("/v1/tracks/c", "{'title':'Zoo'}");
        put("/v1/tracks/d", "{'title':'Alpha'}");

        for (String limit : new String[] {"", "&limit=1", "&limit=3"}) {
            assertThat(ids("sort=title" + limit)).containsExactly("b", "d", "a", "c");
            assertThat(ids("sort=updated" + limit)).containsExactly("c", "d", "b", "a");
            assertThat(ids("sort=id" + limit)).containsExactly("a", "b", "c", "d");
            assertThat(ids("sort=title&status=draft&q=alp" + limit)).containsExactly("d");
        }
        assertThat(get("sort=age").fields()).containsExactly("sort");
    }

    @Test
    void aListContainsTheStepsFromAndToEachTrackOnRequest() {
        put("/v1/participants/grace", "{'name':'Grace'}");
        put("/v1/tracks/day-1", "{'title':'Day 1','status':'active','managers':['grace']}");
        put("/v1/tracks/week-1", "{'title':'Week 1','status':'active'}");
        put("/v1/tracks/day-1/steps/s1", "{'destinationTrackId':'week-1'}");
        put("/v1/tracks/day-1/steps/off", "{'destinationTrackId':'week-1','enabled':false}");

        List<JsonNode> all = all("include=activity,links");
        Answer ofGrace = TestRequest.of(api, "GET", "/v1/tracks?include=links")
                .as("grace", "manager")
                .send();

        assertThat(all.get(0).get("links").toString())
                .isEqualTo("{\"incoming\":[],\"outgoing\":[{\"stepId\":\"s1\",\"trackId\":\"week-1\","
                        + "\"title\":\"Week 1\"}]}");
        assertThat(all.get(1).at("/links/incoming/0/title").asText()).isEqualTo("Day 1");
        assertThat(all.get(0).has("activity")).isTrue();
        assertThat(ofGrace.json().get("data")).hasSize(1);
        assertThat(ofGrace.json().at("/data/0/links/outgoing/0/title").isNull())
                .as("the title of a track that the caller may not read")
                .isTrue();
    }

    @Test
    void aPageThatWouldExceedAMegabyteEndsEarly() {
        String managers = String.join(",", Collections.nCopies(100, "'" + "m".repeat(64) + "'"));
        String description = "\uD83C\uDF89".repeat(2_000);
        tracks(100, ",'description':'" + description + "','managers':[" + managers + "]");

        assertThat(get("limit=100").json().get("data")).hasSizeBetween(60, 70);
        assertThat(ids("limit=100")).isEqualTo(numbered(100));
    }

    @Test
    void aPageHasTwentyFiveTracksUnlessARequestSaysOtherwise() {
        tracks(60, "");

        assertThat(get("").json().get("data")).hasSize(25);
        assertThat(get("limit=60").json().get("data")).hasSize(60);
        assertThat(get("limit=60").json().get("nextCursor").isNull()).isTrue();
    }

    @Test
    void tracksAreFilteredByStatus() {
        List.of("draft", "active", "paused", "archived")
                .forEach(status -> put("/v1/tracks/" + status, "{'title':'x','status':'" + status + "'}"));

        assertThat(ids("status=active")).containsExactly("active");
        assertThat(ids("status=paused,draft&limit=1")).containsExactly("draft", "paused");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "day            | day-1, day-2",
                "DAY            | day-1, day-2",
                "1              | day-1, week-1",
                "week%201       | week-1",
                "we             | week-1",
                "ek             | ''",
                "ecole          | day-2",
                "%C3%89col      | day-2",
                "supe%20day     | day-2",
                "''             | day-1, day-2, week-1"
            })
    void tracksAreSearchedByTheStartOfAnyWordOfTitleOrId(String search, String found) {
        put("/v1/tracks/day-1", "{'title':'First day'}");
        put("/v1/tracks/day-2", "{'title':'E\u0301cole (Supérieure)'}");
        put("/v1/tracks/week-1", "{'title':'A week'}");

        assertThat(String.join(", ", ids("limit=2&q=" + search))).isEqualTo(found);
    }

    @Test
    void aManagerSearchesTheirOwnTracks() {
        put("/v1/participants/boss", "{'name':'Boss'}");
        put("/v1/tracks/day-1", "{'title':'First','managers':['grace']}");
        put("/v1/tracks/day-2", "{'title':'Second','managers':['boss']}");

        Answer answer = TestRequest.of(api, "GET", "/v1/tracks?q=day&limit=1")
                .as("boss", "manager")
                .send();

        assertThat(answer.json().findValuesAsText("id")).containsExactly("day-2");
        assertThat(answer.json().get("nextCursor").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, limit",
        "limit=101, limit",
        "status=open, status",
        "'status=active,', status",
        "status=, status",
        "include=steps, include",
        "cursor=x, cursor",
        "sort=age, sort"
    })
    void anInvalidParameterIsRejectedByName(String query, String field) {
        Answer answer = get(query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly(field);
    }

    @Test
    void theSearchIsNoLongerThanATitle() {
        assertThat(get("q=" + "x".repeat(200)).status()).isEqualTo(200);
        assertThat(get("q=" + "x".repeat(201)).fields()).containsExactly("q");
    }

    @Test
    void aPageContainsTheActivityOfEachTrackOnRequest() {
        put("/v1/tracks/day-1", "{'title':'First','status':'active'}");
        put("/v1/tracks/week-1", "{'title':'Second','status':'active'}");
        put("/v1/tracks/day-1/steps/s1", "{'destinationTrackId':'week-1'}");
        put("/v1/participants/ada", "{'name':'Ada'}");
        TestRequest.of(api, "POST", "/v1/tracks/day-1/enrollments")
                .body("{\"participantId\":\"ada\"}")
                .send();

        for (JsonNode track : all("include=activity&limit=1")) {
            String one = "/v1/tracks/" + track.get("id").asText() + "/activity";
            assertThat(track.get("activity"))
                    .isEqualTo(TestRequest.of(api, "GET", one).send().json());
        }
        assertThat(all("include=activity").get(0).at("/activity/instances").intValue())
                .isEqualTo(1);
        assertThat(all("").get(0).has("activity")).isFalse();
    }

    @Test
    void aPageContainsTheNumberOfInstancesOfEachTrackOnRequest() {
        tracks(60, ",'status':'active'");
        put("/v1/tracks/t000/steps/s1", "{'destinationTrackId':'t001'}");
        put("/v1/participants/ada", "{'name':'Ada'}");
        TestRequest.of(api, "POST", "/v1/tracks/t000/enrollments")
                .body("{\"participantId\":\"ada\"}")
                .send();

        JsonNode track = get("include=instances,links&limit=1").json().at("/data/0");

        assertThat(track.get("instances").toString()).isEqualTo("{\"count\":1,\"complete\":true}");
        assertThat(track.at("/links/outgoing/0/title").asText()).isEqualTo("Track 1");
        assertThat(get("limit=1").json().at("/data/0").has("instances")).isFalse();
        assertThat(get("include=instances&limit=100").json().get("data"))
                .as("a page counts at most 50 lists")
                .hasSize(50);
        assertThat(ids("include=instances&limit=100")).isEqualTo(numbered(60));
        assertThat(ids("include=instances&sort=title&limit=100")).hasSize(60);
    }

    /** A track with one step has two lists: its instances and the runs of its step. */
    @Test
    void aPageWithActivityEndsAfterFiftyCountedLists() {
        tracks(60, ",'status':'active'");
        numbered(60)
                .subList(1, 60)
                .forEach(id -> put("/v1/tracks/" + id + "/steps/s1", "{'destinationTrackId':'t000'}"));

        Answer first = get("include=activity&limit=100");

        assertThat(first.json().get("data")).hasSize(25);
        assertThat(ids("include=activity&limit=100")).isEqualTo(numbered(60));
    }

    @Test
    void theActivityOfATrackWithMoreThanTwentyStepsIsNotInTheList() {
        put("/v1/tracks/day-1", "{'title':'First','status':'active'}");
        put("/v1/tracks/week-1", "{'title':'Second','status':'active'}");
        IntStream.range(0, 20).forEach(n -> put("/v1/tracks/day-1/steps/s" + n, "{'destinationTrackId':'week-1'}"));
        assertThat(all("include=activity").get(0).at("/activity/steps")).hasSize(20);

        put("/v1/tracks/day-1/steps/s20", "{'destinationTrackId':'week-1'}");

        assertThat(all("include=activity").get(0).get("activity").isNull()).isTrue();
    }
}
