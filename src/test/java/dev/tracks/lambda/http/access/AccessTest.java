package dev.tracks.lambda.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.lambda.InMemoryApplication;
import dev.tracks.lambda.http.HttpApi;
import dev.tracks.lambda.http.Route;
import dev.tracks.lambda.http.TestRequest;
import dev.tracks.lambda.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every route, sent by everybody: ada is in day-1, which lists grace; leadership, which ada is not in, lists boss; day-1's
 * step leads to week-1, which lists grace too.
 */
class AccessTest {
    /** Who calls, by name: subject and roles. */
    private static final Map<String, List<String>> CALLERS = new TreeMap<>(Map.of(
            "admin", List.of("root", "admin"),
            "manager of it", List.of("grace", "manager"),
            "manager of another", List.of("boss", "manager"),
            "listed without the role", List.of("grace", "member"),
            "member self", List.of("ada", "member"),
            "member other", List.of("linus", "member"),
            "self without a role", List.of("ada", ""),
            "unknown role", List.of("root", "superadmin")));

    private static final List<String> ADMIN = List.of("admin");
    private static final List<String> MANAGERS = List.of("admin", "manager of it");
    private static final List<String> MANAGERS_AND_SELF = List.of("admin", "manager of it", "member self");

    /** Who may use each route that there is. */
    private static final Map<String, List<String>> ALLOWED = new TreeMap<>(Map.ofEntries(
            Map.entry("GET /v1/tracks", List.of("admin", "manager of it", "manager of another")),
            Map.entry("GET /v1/tracks/{trackId}", MANAGERS),
            Map.entry("PUT /v1/tracks/{trackId}", MANAGERS),
            Map.entry("GET /v1/me", List.copyOf(CALLERS.keySet())),
            Map.entry("GET /v1/tracks/{trackId}/activity", MANAGERS),
            Map.entry("GET /v1/tracks/{trackId}/steps", MANAGERS),
            Map.entry("GET /v1/tracks/{trackId}/steps/{stepId}", MANAGERS),
            Map.entry("PUT /v1/tracks/{trackId}/steps/{stepId}", MANAGERS),
            Map.entry("DELETE /v1/tracks/{trackId}/steps/{stepId}", MANAGERS),
            Map.entry("GET /v1/participants", ADMIN),
            Map.entry("GET /v1/participants/{participantId}", MANAGERS),
            Map.entry("PUT /v1/participants/{participantId}", ADMIN),
            Map.entry("POST /v1/tracks/{trackId}/enrollments", MANAGERS),
            Map.entry("GET /v1/tracks/{trackId}/enrollments", MANAGERS),
            Map.entry("GET /v1/participants/{participantId}/enrollments", MANAGERS_AND_SELF),
            Map.entry("GET /v1/participants/{participantId}/enrollments/{trackId}/{instance}", MANAGERS_AND_SELF),
            Map.entry("GET /v1/participants/{participantId}/history", MANAGERS_AND_SELF),
            Map.entry("GET /v1/participants/{participantId}/invitations", MANAGERS_AND_SELF),
            Map.entry("DELETE /v1/participants/{participantId}", ADMIN),
            Map.entry("GET /v1/tracks/{trackId}/destinations", MANAGERS),
            Map.entry("GET /v1/tracks/{trackId}/impact", MANAGERS),
            Map.entry("POST /v1/tracks/{trackId}/steps/{stepId}/preview", MANAGERS),
            Map.entry("POST /v1/tracks/{trackId}/steps/{stepId}/rerun", MANAGERS),
            Map.entry("PATCH /v1/participants/{participantId}/enrollments/{trackId}/{instance}", MANAGERS),
            Map.entry("POST /v1/participants/{participantId}/runs/{trackId}/{instance}/{stepId}/cancel", MANAGERS),
            Map.entry("POST /v1/participants/{participantId}/invitations/{trackId}/{number}/withdraw", MANAGERS),
            Map.entry("POST /v1/participants/{participantId}/invitations/{trackId}/{number}/resend", MANAGERS)));

    /** Routes that need no token; what they need instead has its own tests. */
    private static final List<String> PUBLIC = List.of(
            "GET /join/{token}",
            "POST /join/{token}",
            "GET /join.css",
            "POST /slack/interactions",
            "GET /",
            "GET /assets/{file}",
            "GET /console.json",
            "GET /openapi.yaml");

    private static final Map<String, String> BODIES = Map.of(
            "PUT /v1/tracks/{trackId}", "{\"title\":\"x\",\"status\":\"active\",\"managers\":[\"grace\"]}",
            "PUT /v1/tracks/{trackId}/steps/{stepId}", "{\"destinationTrackId\":\"week-1\"}",
            "PUT /v1/participants/{participantId}", "{\"name\":\"Ada\"}",
            "POST /v1/tracks/{trackId}/enrollments", "{\"participantId\":\"ada\",\"reEnrollment\":\"yes\"}",
            "POST /v1/tracks/{trackId}/steps/{stepId}/preview", "{\"participantId\":\"ada\"}",
            "POST /v1/tracks/{trackId}/steps/{stepId}/rerun",
                    "{\"reason\":\"step_disabled\",\"since\":\"2026-01-01T00:00:00Z\"}",
            "PATCH /v1/participants/{participantId}/enrollments/{trackId}/{instance}", "{\"progress\":{\"page\":1}}");

    private final InMemoryApplication program = new InMemoryApplication();
    private final HttpApi api = program.api();

    static Stream<String> routes() {
        return ALLOWED.keySet().stream();
    }

    private TestRequest call(String route) {
        String path = route.substring(route.indexOf(' ') + 1)
                .replace("{trackId}", "day-1")
                .replace("{stepId}", "s1")
                .replace("{participantId}", "ada")
                .replace("{instance}", "1")
                .replace("{number}", "1")
                .replace("{token}", "none");
        return TestRequest.of(api, route.substring(0, route.indexOf(' ')), path).body(BODIES.getOrDefault(route, ""));
    }

    private void put(String path, String body) {
        assertThat(TestRequest.of(api, "PUT", "/v1/" + path).body(body).send().status())
                .isLessThan(300);
    }

    @BeforeEach
    void tracksPeopleAndAnEnrollment() {
        put("tracks/day-1", "{\"title\":\"x\",\"status\":\"active\",\"managers\":[\"grace\"]}");
        put("tracks/week-1", "{\"title\":\"x\",\"status\":\"active\",\"managers\":[\"grace\"]}");
        put("tracks/leadership", "{\"title\":\"x\",\"status\":\"active\",\"managers\":[\"boss\"]}");
        put("tracks/day-1/steps/s1", "{\"destinationTrackId\":\"week-1\"}");
        put("participants/ada", "{\"name\":\"Ada\"}");
        TestRequest.of(api, "POST", "/v1/tracks/day-1/enrollments")
                .body("{\"participantId\":\"ada\"}")
                .send();
    }

    @Test
    void everyRouteIsInTheTable() {
        assertThat(api.routes())
                .extracting(Route::name)
                .containsExactlyInAnyOrderElementsOf(Stream.concat(ALLOWED.keySet().stream(), PUBLIC.stream())
                        .toList());
    }

    @Test
    void aPublicRouteAsksForNoToken() {
        PUBLIC.forEach(route ->
                assertThat(call(route).withoutToken().send().status()).as(route).isIn(200, 404));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void nobodyUsesARouteWithoutAToken(String route) {
        TestRequest.Answer answer = call(route).withoutToken().send();

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.at("/type")).isEqualTo("/problems/unauthenticated");
        assertThat(answer.headers()).containsEntry("www-authenticate", "Bearer");
    }

    @ParameterizedTest
    @MethodSource("routes")
    void aRouteIsUsedByWhoMayAndByNobodyElse(String route) {
        CALLERS.forEach((name, caller) -> {
            var before = program.memory.snapshot();

            int status = call(route).as(caller.get(0), caller.get(1)).send().status();

            if (ALLOWED.get(route).contains(name)) {
                // There is no invitation and no deferred run: who may look for one is told so.
                boolean there = !route.contains("invitations/{trackId}") && !route.contains("/runs/");
                assertThat(status).as(name).isBetween(there ? 200 : 404, there ? 299 : 404);
                if (!route.equals("DELETE /v1/participants/{participantId}")) {
                    tracksPeopleAndAnEnrollment(); // An erased person stays erased.
                }
            } else {
                assertThat(status).as(name).isEqualTo(403);
                assertThat(program.memory.snapshot()).as(name).isEqualTo(before);
            }
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cognito  | cognito:groups            | tracks-admin  | tracks-manager | tracks-member  | admin        | 200",
                "entra-id | roles                     | Tracks.Admin  | Tracks.Manage  | Tracks.Member  | manager      | 403",
                "okta     | groups                    | Tracks Admins | Tracks Managers| Tracks Members | member       | 403",
                "auth0    | https://example.com/roles | admin         | manager        | member         | admin,member | 200",
                "keycloak | realm_access.roles        | admin         | manager        | member         | admin        | 200",
                "google   | hd                        | admin         | manager        | example.com    | member       | 403",
                "google   | roles                     | admin         | manager        | member         |              | 403"
            })
    void rolesAreReadFromTheTokensOfSixProviders(
            String provider, String claim, String admin, String manager, String member, String roles, int status)
            throws IOException {
        HttpApi configured = program.api(Map.of(
                "TRACKS_ROLES_CLAIM", claim,
                "TRACKS_ADMIN_ROLE", admin,
                "TRACKS_MANAGER_ROLE", manager,
                "TRACKS_MEMBER_ROLE", member));
        JsonNode payload = token(provider);

        TestRequest.Answer me =
                TestRequest.of(configured, "GET", "/v1/me").token(payload).send();
        TestRequest.Answer adminsOnly = TestRequest.of(configured, "GET", "/v1/participants")
                .token(payload)
                .send();

        assertThat(me.json())
                .isEqualTo(Json.object()
                        .put("participantId", payload.get("sub").textValue())
                        .set("roles", Json.of(roles == null ? List.of() : List.of(roles.split(",")))));
        assertThat(adminsOnly.status()).isEqualTo(status);
    }

    private static JsonNode token(String provider) throws IOException {
        try (InputStream file = AccessTest.class.getResourceAsStream("/tokens/" + provider + ".json")) {
            return Json.read(file);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[HR admin]", "[billing admin]", "[help desk admin]", "admin", "[admin]", "[admin member]"})
    void claimsWithoutATokenGiveNoRole(String roles) {
        TestRequest me = TestRequest.of(api, "GET", "/v1/me").withoutHeader("authorization");
        TestRequest people = TestRequest.of(api, "GET", "/v1/participants").withoutHeader("authorization");
        me.claims().put("sub", "x").put("roles", roles);
        people.claims().put("sub", "x").put("roles", roles);

        assertThat(me.send().text()).isEqualTo("{\"participantId\":\"x\",\"roles\":[]}");
        assertThat(people.send().status()).isEqualTo(403);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void aTokenThatDisagreesWithTheVerifiedClaimsGivesNoRole(String route) {
        for (String claim : List.of("sub", "iss", "exp")) {
            var before = program.memory.snapshot();
            TestRequest forged = call(route).as("root", "admin");
            forged.claims().put(claim, "1");

            int status = forged.send().status();

            assertThat(status).as(claim).isEqualTo(route.equals("GET /v1/me") ? 200 : 403);
            assertThat(program.memory.snapshot()).as(claim).isEqualTo(before);
        }
    }

    @Test
    void aTokenThatTheGatewayHasNotVerifiedIsNone() {
        TestRequest unverified = TestRequest.of(api, "GET", "/v1/tracks").withoutToken();
        unverified.header(
                "authorization",
                "Bearer " + TestToken.jwt(TestToken.payload("root", "admin").toString()));

        assertThat(unverified.send().status()).isEqualTo(401);
    }

    @Test
    void aManagerPointsAStepOnlyAtTracksThatListThem() {
        TestRequest.Answer answer = TestRequest.of(api, "PUT", "/v1/tracks/day-1/steps/s2")
                .as("grace", "manager")
                .body("{\"destinationTrackId\":\"leadership\"}")
                .send();

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.at("/detail")).contains("leadership");
    }

    @Test
    void aManagerIsToldThatADestinationDoesNotExist() {
        TestRequest.Answer answer = TestRequest.of(api, "PUT", "/v1/tracks/day-1/steps/s2")
                .as("grace", "manager")
                .body("{\"destinationTrackId\":\"nope\"}")
                .send();

        assertThat(answer.status()).isEqualTo(422);
    }

    @Test
    void aManagerCreatesNoTrack() {
        assertThat(TestRequest.of(api, "PUT", "/v1/tracks/new")
                        .as("grace", "manager")
                        .body("{\"title\":\"x\",\"managers\":[\"grace\"]}")
                        .send()
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aManagerSeesTheirTracksOnly() {
        assertThat(TestRequest.of(api, "GET", "/v1/tracks")
                        .as("boss", "manager")
                        .send()
                        .json()
                        .findValuesAsText("id"))
                .containsExactly("leadership");
    }

    @Test
    void aManagerSeesWhatAPersonDoesInTheirTracksOnly() {
        TestRequest.of(api, "POST", "/v1/tracks/leadership/enrollments")
                .body("{\"participantId\":\"ada\"}")
                .send();
        String path = "/v1/participants/ada/enrollments";

        assertThat(TestRequest.of(api, "GET", path)
                        .as("boss", "manager")
                        .send()
                        .json()
                        .at("/data")
                        .findValuesAsText("trackId"))
                .contains("leadership")
                .doesNotContain("day-1");
        assertThat(TestRequest.of(api, "GET", path + "/day-1/1")
                        .as("boss", "manager")
                        .send()
                        .status())
                .isEqualTo(403);
        assertThat(TestRequest.of(api, "GET", path)
                        .as("ada", "member")
                        .send()
                        .json()
                        .at("/data"))
                .hasSize(2);
    }
}
