package dev.tracks.lambda.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.lambda.InMemoryApplication;
import dev.tracks.lambda.http.TestRequest.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Concurrent changes: cursors, entity tags, merge patches. */
class CursorsAndVersionsTest {
    private static final String ENROLLMENT = "/v1/participants/p01/enrollments/day-1/1";

    private final InMemoryApplication program = new InMemoryApplication();
    private final HttpApi api = program.api();

    private TestRequest call(String method, String path) {
        return TestRequest.of(api, method, path);
    }

    @BeforeEach
    void twelvePeopleAreInDay1() {
        call("PUT", "/v1/tracks/day-1")
                .body("{\"title\":\"Day 1\",\"status\":\"active\"}")
                .send();
        IntStream.rangeClosed(1, 12).forEach(number -> enroll(String.format("p%02d", number)));
    }

    private void enroll(String person) {
        call("PUT", "/v1/participants/" + person)
                .body("{\"name\":\"P " + person + "\"}")
                .send();
        Answer answer = call("POST", "/v1/tracks/day-1/enrollments")
                .body("{\"participantId\":\"" + person + "\"}")
                .send();
        assertThat(answer.status()).isEqualTo(201);
    }

    @Test
    void theEntityTagOfARemovedStepIsNeverReused() {
        String step = "/v1/tracks/day-1/steps/s1";
        call("PUT", "/v1/tracks/week-1")
                .body("{\"title\":\"Week 1\",\"status\":\"active\"}")
                .send();
        List<String> tags = new ArrayList<>();
        for (int life = 0; life < 3; life++) {
            Answer created = call("PUT", step)
                    .body("{\"destinationTrackId\":\"week-1\"}")
                    .send();
            assertThat(created.status()).isEqualTo(201);
            tags.add(created.headers().get("etag"));
            Answer edited = call("PUT", step)
                    .body("{\"destinationTrackId\":\"week-1\",\"enabled\":false}")
                    .header("if-match", created.headers().get("etag"))
                    .send();
            assertThat(edited.status()).isEqualTo(200);
            tags.add(edited.headers().get("etag"));
            for (String old : tags.subList(0, tags.size() - 1)) {
                assertThat(call("DELETE", step).header("if-match", old).send().status())
                        .isEqualTo(412);
            }
            assertThat(call("DELETE", step)
                            .header("if-match", edited.headers().get("etag"))
                            .send()
                            .status())
                    .isEqualTo(204);
        }

        assertThat(tags).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"/v1/tracks/day-1/enrollments, participantId", "/v1/participants, id"})
    void recordsAddedBetweenPagesHideNoOtherRecord(String list, String field) {
        List<String> seen = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        int page = 0;
        do {
            Answer answer = call(
                            "GET",
                            list + "?limit=5" + cursor.map("&cursor="::concat).orElse(""))
                    .send();
            assertThat(answer.status()).isEqualTo(200);
            answer.json()
                    .path("data")
                    .forEach(entry -> seen.add(entry.path(field).asText()));
            enroll("a" + page);
            enroll("z" + page++);
            cursor = Optional.ofNullable(answer.json().path("nextCursor").textValue())
                    .map(text -> URLEncoder.encode(text, StandardCharsets.UTF_8));
        } while (cursor.isPresent());

        assertThat(seen).doesNotHaveDuplicates().contains(people());
    }

    private static String[] people() {
        return IntStream.rangeClosed(1, 12)
                .mapToObj(number -> String.format("p%02d", number))
                .toArray(String[]::new);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "eyJ9", "%00", "12345", "AAAA.BBBB"})
    void aForgedCursorIsRejectedByName(String cursor) {
        Answer answer =
                call("GET", "/v1/tracks/day-1/enrollments?cursor=" + cursor).send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly("cursor");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/participants/p01, PUT, '{\"name\":\"Other\"}', '{\"name\":\"Third\"}'",
        "/v1/tracks/day-1, PUT, '{\"title\":\"Other\"}', '{\"title\":\"Third\"}'",
        ENROLLMENT + ", PATCH, '{\"progress\":{\"a\":1}}', '{\"progress\":{\"a\":2}}'"
    })
    void theSecondChangeOfTheSameVersionIsRejectedAndWritesNothing(
            String path, String method, String body, String next) {
        String tag = call("GET", path).send().headers().get("etag");

        Answer first = call(method, path).header("if-match", tag).body(body).send();
        String after = call("GET", path).send().text();
        int written = program.writes();
        Answer second = call(method, path).header("if-match", tag).body(body).send();
        int writtenAfterSecond = program.writes();
        Answer third = call(method, path)
                .header("if-match", first.headers().get("etag"))
                .body(next)
                .send();

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.headers().get("etag")).isNotEqualTo(tag);
        assertThat(second.status()).isEqualTo(412);
        assertThat(second.at("/type")).isEqualTo("/problems/precondition-failed");
        assertThat(first.text()).isEqualTo(after);
        assertThat(writtenAfterSecond).isEqualTo(written);
        assertThat(third.status()).isEqualTo(200);
        assertThat(program.writes()).isGreaterThan(written);
    }

    /** The examples of RFC 7396, appendix A, in which target and patch are objects. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":\"b\"} | {\"a\":\"c\"} | {\"a\":\"c\"}",
                "{\"a\":\"b\"} | {\"b\":\"c\"} | {\"a\":\"b\",\"b\":\"c\"}",
                "{\"a\":\"b\"} | {\"a\":null} | {}",
                "{\"a\":\"b\",\"b\":\"c\"} | {\"a\":null} | {\"b\":\"c\"}",
                "{\"a\":[\"b\"]} | {\"a\":\"c\"} | {\"a\":\"c\"}",
                "{\"a\":\"c\"} | {\"a\":[\"b\"]} | {\"a\":[\"b\"]}",
                "{\"a\":{\"b\":\"c\"}} | {\"a\":{\"b\":\"d\",\"c\":null}} | {\"a\":{\"b\":\"d\"}}",
                "{\"a\":[{\"b\":\"c\"}]} | {\"a\":[1]} | {\"a\":[1]}",
                "{} | {\"a\":{\"bb\":{\"ccc\":null}}} | {\"a\":{\"bb\":{}}}"
            })
    void progressIsMergedAccordingToTheRfc(String before, String patch, String after) {
        patch(before);

        Answer answer = patch(patch);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("progress").toString()).isEqualTo(after);
        assertThat(call("GET", ENROLLMENT).send().json()).isEqualTo(answer.json());
    }

    /** DynamoDB allows 32 levels (DynamoDB guide, "Quotas"): progress is the first, its innermost value the last. */
    @ParameterizedTest
    @CsvSource({"1, 200", "31, 200", "32, 400", "33, 400", "49, 400"})
    void progressIsNestedAsDeepAsTheTableAllows(int objects, int status) {
        for (String open : List.of("{'a':", "{'a':[")) {
            int each = open.endsWith("[") ? 2 : 1;
            int count = objects / each;
            String close = each == 1 ? "}" : "]}";
            String rest = objects % each == 0 ? "1" : "{}";
            int written = program.writes();

            Answer answer = patch((open.repeat(count) + rest + close.repeat(count)).replace('\'', '"'));

            if (count > 0) {
                assertThat(answer.status()).as(open).isEqualTo(status);
                assertThat(program.writes()).isEqualTo(written + (status == 200 ? 1 : 0));
            }
            if (status == 400) {
                assertThat(answer.fields()).singleElement().asString().startsWith("progress.a");
            }
        }
    }

    @Test
    void aMergeNestsNoDeeperThanItsParts() {
        String deep = "{\"a\":".repeat(30) + "{\"b\":1}" + "}".repeat(30);

        assertThat(patch(deep).status()).isEqualTo(200);
        assertThat(patch(deep.replace("b", "c")).status()).isEqualTo(200);
        assertThat(call("GET", ENROLLMENT).send().text()).contains("{\"b\":1,\"c\":1}");
    }

    private Answer patch(String progress) {
        return call("PATCH", ENROLLMENT).body("{\"progress\":" + progress + "}").send();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"progress\":[1]} | progress",
                "{\"progress\":\"x\"} | progress",
                "{\"status\":\"paused\"} | status",
                "{\"status\":7} | status",
                "{\"endedAt\":\"2025-01-01T00:00:00Z\"} | endedAt",
                "{\"progress\":{\"n\":1e999}} | progress.n",
                "{\"progress\":{\"n\":1e99999999999}} | progress.n",
                "{\"progress\":{\"n\":1e2147483648}} | progress.n",
                "{\"progress\":{\"n\":10e2147483647}} | progress.n",
                "{\"progress\":{\"a\":[{\"n\":1e-131}]}} | progress.a[0].n",
                "{\"progress\":{\"n\":123456789012345678901234567890123456789}} | progress.n",
                "{\"progress\":{\"\":1}} | progress.\"\"",
                "{\"progress\":{\"\":null}} | progress.\"\"",
                "{\"progress\":{\"a\":[{\"b\":{\"\":1}}]}} | progress.a[0].b.\"\""
            })
    void anInvalidPatchIsRejectedByNameAndWritesNothing(String body, String field) {
        int written = program.writes();

        Answer answer = call("PATCH", ENROLLMENT).body(body).send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly(field);
        assertThat(program.writes()).isEqualTo(written);
    }
}
