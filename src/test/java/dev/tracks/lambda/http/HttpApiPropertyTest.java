package dev.tracks.lambda.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.lambda.InMemoryApplication;
import dev.tracks.lambda.http.TestRequest.Answer;
import dev.tracks.lambda.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
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
            "reEnrollment",
            "instance",
            "step",
            "reason",
            "since",
            "from",
            "to",
            "progress");

    private final HttpApi api = new InMemoryApplication().api();

    /** The initial records; the requests change them. */
    HttpApiPropertyTest() {
        put("tracks/day-1", "{\"title\":\"Day 1\",\"status\":\"active\"}");
        put("tracks/week-1", "{\"title\":\"Week 1\",\"status\":\"active\"}");
        put("participants/ada", "{\"name\":\"Ada\"}");
        put("tracks/day-1/steps/s1", "{\"destinationTrackId\":\"week-1\"}");
    }

    private void put(String path, String body) {
        assertThat(TestRequest.of(api, "PUT", "/v1/" + path).body(body).send().status())
                .isEqualTo(201);
    }

    /** The parts of a request that a caller controls. */
    record Sent(
            String method, String path, Optional<String> ifMatch, Optional<String> key, String roles, String body) {}

    @Property(tries = 3_000, edgeCases = EdgeCasesMode.NONE)
    void noRequestCausesAServerError(@ForAll("requests") Sent sent) {
        TestRequest call = TestRequest.of(api, sent.method, sent.path)
                .as("ada", sent.roles)
                .body(sent.body);
        sent.ifMatch.ifPresent(text -> call.header("if-match", text));
        sent.key.ifPresent(text -> call.header("idempotency-key", text));

        Answer answer = call.send();

        assertThat(answer.status()).isBetween(200, 499);
        if (answer.status() >= 400) {
            assertThat(answer.text()).doesNotContain("Exception", "dev.tracks", "java.");
        }
        if (answer.status() >= 400 && !sent.path.startsWith("/join")) {
            String type = sent.path.startsWith("/scim/v2/") ? "application/scim+json" : "application/problem+json";
            assertThat(answer.headers()).containsEntry("content-type", type);
            assertThat(answer.at("/status")).isEqualTo(Integer.toString(answer.status()));
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
        Arbitrary<Optional<String>> headers = Arbitraries.frequencyOf(
                        Tuple.of(3, Arbitraries.of("*", "\"1\"", "W/\"1\"", "k1", "")),
                        Tuple.of(1, Arbitraries.strings().ofMaxLength(12)))
                .optional(0.3);
        Arbitrary<String> roles = Arbitraries.of("admin", "admin", "HR admin", "manager", "member", "");
        return Combinators.combine(Arbitraries.of(api.routes()), methods(), path(), headers, headers, roles, bodies())
                .as((route, method, path, ifMatch, key, role, body) -> new Sent(
                        method.orElse(route.method()), filled(route.pattern(), path), ifMatch, key, role, body));
    }

    /** Mostly the route's own method. */
    private static Arbitrary<Optional<String>> methods() {
        return Arbitraries.of("GET", "PUT", "POST", "DELETE", "PATCH", "x").optional(0.2);
    }

    /** Values of path parameters, and a query at the end. */
    private static Arbitrary<List<String>> path() {
        Arbitrary<String> values = Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.of("day-1", "week-1", "ada", "s1", "1", "2")),
                Tuple.of(1, Arbitraries.of("", "..", "%2F", "%", "%00", "é", "\uD800", "A", "99999", "100000")),
                Tuple.of(1, Arbitraries.strings().ascii().ofMaxLength(8)));
        Arbitrary<String> queries = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.just("")),
                Tuple.of(
                        1,
                        Arbitraries.of(
                                "?limit=5",
                                "?limit=9e9",
                                "?cursor=eA",
                                "?q=%",
                                "?q=a&q=b",
                                "?x",
                                "?since=now",
                                "?&=&")));
        return Combinators.combine(values.list().ofSize(4), queries).as((parts, query) -> {
            List<String> all = new ArrayList<>(parts);
            all.add(query);
            return all;
        });
    }

    private static String filled(String pattern, List<String> path) {
        String filled = pattern;
        for (String value : path.subList(0, path.size() - 1)) {
            filled = filled.replaceFirst("\\{[a-zA-Z]+}", Matcher.quoteReplacement(value));
        }
        return filled + path.get(path.size() - 1);
    }

    private static Arbitrary<String> bodies() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, fields().map(body -> Json.of(body).toString())),
                Tuple.of(
                        6,
                        Arbitraries.of(
                                "{\"title\":\"Day 1\",\"status\":\"active\"}",
                                "{\"name\":\"Ada\"}",
                                "{\"destinationTrackId\":\"week-1\"}",
                                "{\"destinationTrackId\":\"day-1\",\"enrollmentMethod\":\"manual\","
                                        + "\"invitationMessage\":\"Hi\"}",
                                "{\"participantId\":\"ada\"}",
                                "{\"participantId\":\"ada\",\"reEnrollment\":\"yes\"}",
                                "{\"status\":\"completed\",\"progress\":{\"a\":[1,null,{}]}}",
                                "{\"reason\":\"step_disabled\",\"since\":\"2025-01-01T00:00:00Z\"}",
                                "answer=join")),
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
