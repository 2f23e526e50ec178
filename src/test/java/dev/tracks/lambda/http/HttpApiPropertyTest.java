package dev.tracks.lambda.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.lambda.InMemory;
import dev.tracks.lambda.http.TestCall.Answer;
import dev.tracks.lambda.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class HttpApiPropertyTest {
    private static final List<String> FIELDS = List.of(
            "id",
            "title",
            "name",
            "status",
            "managers",
            "destinationTrackId",
            "delay",
            "cooldown",
            "amount",
            "unit",
            "audience",
            "attributes",
            "confirmationMessage",
            "timeZone",
            "participantId",
            "reEnrollment");

    private final HttpApi api = new InMemory().api();

    /** What a caller can vary. */
    record Sent(String method, String path, String ifMatch, String key, String roles, String body) {}

    @Property(tries = 3_000, edgeCases = EdgeCasesMode.NONE)
    void whateverIsSentIsNeverOurFault(@ForAll("requests") Sent sent) {
        Answer answer = TestCall.of(api, sent.method, sent.path)
                .as("ada", sent.roles)
                .header("if-match", sent.ifMatch)
                .header("idempotency-key", sent.key)
                .body(sent.body)
                .send();

        assertThat(answer.status()).isBetween(200, 499);
        if (answer.status() >= 400) {
            assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
            assertThat(answer.at("/status")).isEqualTo(Integer.toString(answer.status()));
            assertThat(answer.json().toString()).doesNotContain("Exception", "dev.tracks", "java.");
        }
        if (answer.status() == 400) {
            assertThat(answer.json().at("/errors")).isNotEmpty();
        }
    }

    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    void anEventOfAnyShapeIsAnswered(@ForAll("trees") Object event) {
        assertThat(api.answer(Json.of(event), "request-1").status()).isBetween(200, 499);
    }

    @Provide
    Arbitrary<Sent> requests() {
        Arbitrary<String> methods = Arbitraries.of("GET", "PUT", "POST", "DELETE", "PATCH", "x");
        Arbitrary<String> headers = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.of("*", "\"1\"", "W/\"1\"", "k1", "")),
                Tuple.of(1, Arbitraries.strings().ofMaxLength(12)));
        Arbitrary<String> roles = Arbitraries.of("admin", "manager", "member", "", "[admin member]");
        return Combinators.combine(methods, paths(), headers, headers, roles, bodies())
                .as(Sent::new);
    }

    private static Arbitrary<String> paths() {
        Arbitrary<String> parts = Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.of("day-1", "week-1", "ada", "s1", "1", "2")),
                Tuple.of(
                        1, Arbitraries.of("", "..", "%2F", "%", "%00", "é", "\uD800", "A", "a?x=1&x=2", "?limit=9e9")));
        Arbitrary<String> patterns = Arbitraries.of(
                "/v1/tracks",
                "/v1/tracks/#",
                "/v1/tracks/#/steps",
                "/v1/tracks/#/steps/#",
                "/v1/tracks/#/enrollments",
                "/v1/participants?q=#&limit=#&cursor=#",
                "/v1/participants/#",
                "/v1/participants/#/enrollments",
                "/v1/participants/#/enrollments/#/#",
                "/v1/participants/#/history",
                "/v1/participants/#/invitations",
                "/#/#");
        return Combinators.combine(patterns, parts.list().ofSize(3)).as((pattern, values) -> {
            String path = pattern;
            for (String value : values) {
                path = path.replaceFirst("#", value);
            }
            return path;
        });
    }

    private static Arbitrary<String> bodies() {
        return Arbitraries.frequencyOf(
                Tuple.of(6, fields().map(body -> Json.of(body).toString())),
                Tuple.of(
                        3,
                        Arbitraries.of(
                                "{\"title\":\"Day 1\",\"status\":\"active\"}",
                                "{\"name\":\"Ada\"}",
                                "{\"destinationTrackId\":\"week-1\"}",
                                "{\"participantId\":\"ada\",\"reEnrollment\":\"yes\"}")),
                Tuple.of(1, Arbitraries.strings().ofMaxLength(20)));
    }

    private static Arbitrary<Map<String, Object>> fields() {
        return Arbitraries.maps(Arbitraries.of(FIELDS), tree(2)).ofMaxSize(5).map(HashMap::new);
    }

    @Provide
    Arbitrary<Object> trees() {
        return tree(4);
    }

    private static Arbitrary<Object> tree(int depth) {
        Arbitrary<Object> leaves = Arbitraries.<Object>oneOf(
                        Arbitraries.of("active", "days", "week-1", "day-1", "{{user}}", "{{x}}", "GET", "/v1/tracks"),
                        Arbitraries.strings().ofMaxLength(10),
                        Arbitraries.of(0, 1, 7, -1, 1_000_000_000),
                        Arbitraries.bigDecimals(),
                        Arbitraries.of(true, false))
                .injectNull(0.05);
        if (depth == 0) {
            return leaves;
        }
        Arbitrary<String> names = Arbitraries.frequencyOf(
                Tuple.of(
                        4,
                        Arbitraries.of(
                                "requestContext",
                                "http",
                                "method",
                                "rawPath",
                                "rawQueryString",
                                "headers",
                                "body",
                                "isBase64Encoded",
                                "authorizer",
                                "jwt",
                                "claims",
                                "sub",
                                "roles",
                                "amount",
                                "unit",
                                "at")),
                Tuple.of(1, Arbitraries.strings().ofMaxLength(5)));
        Arbitrary<Object> lists = tree(depth - 1).list().ofMaxSize(3).map(list -> list);
        Arbitrary<Object> maps =
                Arbitraries.maps(names, tree(depth - 1)).ofMaxSize(5).map(HashMap::new);
        return Arbitraries.oneOf(leaves, lists, maps);
    }
}
