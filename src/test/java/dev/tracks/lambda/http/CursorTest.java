package dev.tracks.lambda.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.domain.record.StepReached;
import dev.tracks.lambda.InMemoryApplication;
import dev.tracks.lambda.http.TestRequest.Answer;
import dev.tracks.lambda.http.access.Call;
import dev.tracks.lambda.http.access.Caller;
import dev.tracks.lambda.http.protocol.BasePath;
import dev.tracks.lambda.http.protocol.HttpRequest;
import dev.tracks.lambda.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A cursor is valid for its own list: the same path, the same filters. */
class CursorTest {
    private final InMemoryApplication program = new InMemoryApplication();
    private final HttpApi api = program.api();

    /** Every paged list, and lists that differ from it in the subject or in a filter only. */
    static Stream<String> lists() {
        return Stream.of(
                "/v1/tracks?",
                "/v1/tracks?q=s&",
                "/v1/tracks?status=active&",
                "/v1/tracks/day-1/enrollments?",
                "/v1/tracks/week-1/enrollments?",
                "/v1/participants?",
                "/v1/participants?q=p&",
                "/v1/participants/p01/enrollments?",
                "/v1/participants/p02/enrollments?",
                "/v1/participants/p01/invitations?",
                "/v1/participants/p02/invitations?",
                "/v1/participants/p01/history?",
                "/v1/participants/p02/history?",
                "/v1/participants/p01/runs?",
                "/v1/participants/p02/runs?",
                "/v1/participants/p02/runs?status=invited&",
                "/v1/tracks/day-1/steps?",
                "/v1/tracks/day-1/steps/s1/runs?",
                "/v1/tracks/day-1/steps/s2/runs?",
                "/v1/tracks/day-1/steps/s3/runs?decision=skipped&",
                "/v1/tracks/day-1/enrollments?status=active&",
                "/v1/tracks/day-1/enrollments?q=p&",
                "/v1/tracks/day-1/steps/s3/runs?from=2025-01-01&",
                "/v1/tracks/day-1/steps/s3/runs?reason=step_disabled&");
    }

    @BeforeEach
    void twelvePeopleAreInTwoTracksAndInvitedToTwo() {
        for (String track : List.of("day-1", "week-1", "leadership", "safety", "sales")) {
            put("/v1/tracks/" + track, "{'title':'" + track + "','status':'active'}");
        }
        String manual = "'enrollmentMethod':'manual','invitationMessage':'Join!'";
        put("/v1/tracks/day-1/steps/s1", "{'destinationTrackId':'leadership'," + manual + "}");
        put("/v1/tracks/day-1/steps/s2", "{'destinationTrackId':'safety'," + manual + "}");
        put("/v1/tracks/day-1/steps/s3", "{'destinationTrackId':'week-1','enabled':false}");
        for (int number = 1; number <= 12; number++) {
            String person = String.format("p%02d", number);
            put("/v1/participants/" + person, "{'name':'P " + person + "'}");
            for (String track : List.of("day-1", "week-1")) {
                String body = "{\"participantId\":\"" + person + "\"}";
                TestRequest.of(api, "POST", "/v1/tracks/" + track + "/enrollments")
                        .body(body)
                        .send();
            }
            List.of("s1", "s2", "s3").forEach(step -> program.reach(new StepReached("day-1", step, person, 1)));
            // Some of them at the same time.
            program.clock.advance(Duration.ofSeconds(number % 3));
        }
    }

    private void put(String path, String body) {
        assertThat(TestRequest.of(api, "PUT", path)
                        .body(body.replace('\'', '"'))
                        .send()
                        .status())
                .isEqualTo(201);
    }

    private Answer page(String list, int limit, String cursor) {
        return TestRequest.of(api, "GET", list + "limit=" + limit + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                .send();
    }

    private String cursor(String list) {
        JsonNode cursor = page(list, 1, "").json().path("nextCursor");
        assertThat(cursor.isTextual()).as(list).isTrue();
        assertThat(cursor.textValue()).matches("[A-Za-z0-9._-]{17,2000}");
        return cursor.textValue();
    }

    private static void assertRejected(Answer answer, String what) {
        assertThat(answer.status()).as(what).isEqualTo(400);
        assertThat(answer.fields()).as(what).containsExactly("cursor");
    }

    @ParameterizedTest
    @MethodSource("lists")
    void thePagesOfAListTogetherAreTheList(String list) {
        for (int limit : List.of(1, 3, 5)) {
            List<JsonNode> found = new ArrayList<>();
            String cursor = "";
            do {
                Answer page = page(list, limit, cursor);
                assertThat(page.status()).isEqualTo(200);
                page.json().get("data").forEach(found::add);
                cursor = page.json().get("nextCursor").textValue();
            } while (cursor != null);

            assertThat(found).doesNotHaveDuplicates();
            assertThat(found)
                    .hasSizeGreaterThan(1)
                    .containsExactlyElementsOf(page(list, 100, "").json().get("data"));
        }
    }

    @ParameterizedTest
    @MethodSource("lists")
    void aCursorOfAnotherListIsRejected(String list) {
        lists().filter(other -> !other.equals(list))
                .forEach(other -> assertRejected(page(list, 1, cursor(other)), "the cursor of " + other));
    }

    /** A client may follow a cursor through another domain, through the stage, or with a slash at the end. */
    @ParameterizedTest
    @MethodSource("lists")
    void aCursorIsValidInEveryFormOfItsPath(String list) {
        String cursor = cursor(list);
        Answer expected = page(list, 5, cursor);

        for (String path : List.of(list, list.replace("?", "/?"), "/prod" + list, "/prod" + list.replace("?", "/?"))) {
            Answer page = TestRequest.of(api, "GET", path + "limit=5&cursor=" + cursor)
                    .stage(path.startsWith("/prod") ? "prod" : "$default")
                    .domain("people.example.com")
                    .send();
            assertThat(page.status()).as(path).isEqualTo(200);
            assertThat(page.json()).as(path).isEqualTo(expected.json());
        }
    }

    @ParameterizedTest
    @MethodSource("lists")
    void aTruncatedOrChangedCursorIsRejected(String list) {
        String cursor = cursor(list);

        assertThat(page(list, 5, cursor).status()).isEqualTo(200);
        IntStream.range(1, cursor.length()).forEach(length -> {
            assertRejected(page(list, 5, cursor.substring(0, length)), "truncated to " + length);
            assertRejected(page(list, 5, cursor.substring(length)), "without the first " + length);
        });
        IntStream.range(0, cursor.length()).forEach(at -> {
            char other = cursor.charAt(at) == 'A' ? 'B' : 'A';
            assertRejected(
                    page(list, 5, cursor.substring(0, at) + other + cursor.substring(at + 1)), "changed at " + at);
        });
        assertRejected(page(list, 5, cursor + cursor), "twice");
        assertRejected(page(list, 5, "A".repeat(2_001)), "too long");
    }

    /** The checksum has no key, so anybody can compute it. */
    @ParameterizedTest
    @MethodSource("lists")
    void aForgedCursorWithAValidChecksumNeverCausesAServerError(String list) {
        String own = cursor(list);
        ListCursor cursors = ListCursor.of(new Call(request(list), Map.of(), Caller.ANONYMOUS));
        assertThat(cursors.write(cursors.read(own))).isEqualTo(own);

        List<String> positions = new ArrayList<>(List.of("x", "eyJ9", "0", "-1", "9".repeat(30), "A".repeat(1_980)));
        lists().forEach(other -> positions.add(cursor(other).substring(16)));
        for (String position : positions) {
            assertThat(page(list, 5, cursors.write(position)).status())
                    .as(position)
                    .isIn(200, 400);
        }
    }

    private static HttpRequest request(String list) {
        String[] parts = list.split("\\?", 2);
        ObjectNode event = Json.object().put("rawPath", parts[0]).put("rawQueryString", parts[1]);
        event.putObject("requestContext").putObject("http").put("method", "GET");
        return HttpRequest.of(event, BasePath.ROOT);
    }
}
