package dev.tracks.lambda.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.lambda.InMemoryApplication;
import dev.tracks.lambda.http.HttpApi;
import dev.tracks.lambda.http.Route;
import dev.tracks.lambda.http.TestRequest;
import dev.tracks.lambda.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
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
 * Each route, called by each kind of caller. ada is in day-1, which grace manages; day-1's step leads to week-1, which
 * grace manages, too. boss manages leadership, which ada is not in.
 */
class AccessTest {
    /** The callers by name: subject and roles. */
    private static final Map<String, List<String>> CALLERS = new TreeMap<>(Map.of(
            "admin", List.of("root", "admin"),
            "manager of it", List.of("grace", "manager"),
            "manager of another", List.of("boss", "manager"),
            "listed without the role", List.of("grace", "member"),
            "member self", List.of("ada", "member"),
            "member other", List.of("linus", "member"),
            "self without a role", List.of("ada", ""),
            "manager who is no participant", List.of("nobody", "manager"),
            "unknown role", List.of("root", "superadmin")));

    private static final List<String> ADMIN = List.of("admin");
    private static final List<String> MANAGERS = List.of("admin", "manager of it");
    private static final List<String> MANAGERS_AND_SELF = List.of("admin", "manager of it", "member self");

    /** The callers that may use each route. */
    private static final Map<String, List<String>> ALLOWED = new TreeMap<>(Map.ofEntries(
            Map.entry("GET /v1/tracks", List.of("admin", "manager of it", "manager of another")),
            Map.entry("GET /v1/overview", List.of("admin", "manager of it", "manager of another")),
            Map.entry("GET /v1/channel", List.of("admin", "manager of it", "manager of another")),
            Map.entry("GET /v1/undeliverable", List.of("admin", "manager of it", "manager of another")),
            Map.entry("POST /v1/jobs", MANAGERS),
            Map.entry("GET /v1/jobs", List.of("admin", "manager of it", "manager of another")),
            Map.entry("GET /v1/jobs/{jobId}", MANAGERS),
            Map.entry("GET /v1/jobs/{jobId}/rows", MANAGERS),
            Map.entry("POST /v1/jobs/{jobId}/stop", MANAGERS),
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
            Map.entry("POST /v1/participants/batch", ADMIN),
            Map.entry("POST /v1/tracks/{trackId}/enrollments", MANAGERS),
            Map.entry("GET /v1/tracks/{trackId}/enrollments", MANAGERS),
            Map.entry("GET /v1/participants/{participantId}/enrollments", MANAGERS_AND_SELF),
            Map.entry("GET /v1/participants/{participantId}/enrollments/{trackId}/{instance}", MANAGERS_AND_SELF),
            Map.entry("GET /v1/participants/{participantId}/history", MANAGERS_AND_SELF),
            Map.entry("GET /v1/participants/{participantId}/invitations", MANAGERS_AND_SELF),
            Map.entry("GET /v1/participants/{participantId}/runs", MANAGERS_AND_SELF),
            Map.entry("GET /v1/participants/{participantId}/tracks", MANAGERS_AND_SELF),
            Map.entry("GET /v1/tracks/{trackId}/steps/{stepId}/runs", MANAGERS),
            Map.entry("DELETE /v1/participants/{participantId}", ADMIN),
            Map.entry("GET /v1/tracks/{trackId}/destinations", MANAGERS),
            Map.entry("GET /v1/tracks/{trackId}/impact", MANAGERS),
            Map.entry("GET /v1/tracks/{trackId}/report", MANAGERS),
            Map.entry("GET /v1/tracks/{trackId}/steps/{stepId}/report", MANAGERS),
            Map.entry("POST /v1/tracks/{trackId}/steps/{stepId}/preview", MANAGERS),
            // The admin of this test is no participant, so there is nobody to send a test to.
            Map.entry("POST /v1/tracks/{trackId}/steps/{stepId}/test-send", List.of("manager of it")),
            Map.entry("PATCH /v1/participants/{participantId}/enrollments/{trackId}/{instance}", MANAGERS),
            Map.entry("POST /v1/participants/{participantId}/enrollments/{trackId}/{instance}/resend", MANAGERS),
            Map.entry("POST /v1/participants/{participantId}/runs/{trackId}/{instance}/{stepId}/cancel", MANAGERS),
            Map.entry("POST /v1/participants/{participantId}/invitations/{trackId}/{number}/withdraw", MANAGERS),
            Map.entry("POST /v1/participants/{participantId}/invitations/{trackId}/{number}/resend", MANAGERS),
            Map.entry("POST /v1/participants/{participantId}/invitations/{trackId}/{number}/reinvite", MANAGERS),
            // Only the invitee answers, not even an admin for them.
            Map.entry(
                    "POST /v1/participants/{participantId}/invitations/{trackId}/{number}/answer",
                    List.of("member self")),
            Map.entry("GET /v1/participants/{participantId}/invitations/{trackId}/{number}", MANAGERS_AND_SELF)));

    /** Routes with a token of their own, which every caller lacks here; the token has its own tests. */
    private static final List<String> SCIM = List.of(
            "GET /scim/v2/Users",
            "POST /scim/v2/Users",
            "GET /scim/v2/Users/{userId}",
            "PUT /scim/v2/Users/{userId}",
            "PATCH /scim/v2/Users/{userId}",
            "DELETE /scim/v2/Users/{userId}",
            "GET /scim/v2/ServiceProviderConfig",
            "GET /scim/v2/ResourceTypes",
            "GET /scim/v2/ResourceTypes/User",
            "GET /scim/v2/Schemas",
            "GET /scim/v2/Schemas/{schemaId}",
            "GET /scim/v2/Groups");

    /** Routes that require no token; their own checks have their own tests. */
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
            "POST /v1/jobs", "{\"kind\":\"enroll\",\"trackId\":\"day-1\",\"who\":{\"participants\":[\"ada\"]}}",
            "PUT /v1/tracks/{trackId}", "{\"title\":\"x\",\"status\":\"active\",\"managers\":[\"grace\"]}",
            "PUT /v1/tracks/{trackId}/steps/{stepId}", "{\"destinationTrackId\":\"week-1\"}",
            "PUT /v1/participants/{participantId}", "{\"name\":\"Ada\"}",
            "POST /v1/participants/batch", "{\"data\":[{\"id\":\"ada\",\"name\":\"Ada\"}]}",
            "POST /v1/tracks/{trackId}/enrollments", "{\"participantId\":\"ada\",\"reEnrollment\":\"yes\"}",
            "POST /v1/tracks/{trackId}/steps/{stepId}/preview", "{\"participantId\":\"ada\"}",
            "PATCH /v1/participants/{participantId}/enrollments/{trackId}/{instance}", "{\"progress\":{\"page\":1}}",
            "POST /v1/participants/{participantId}/invitations/{trackId}/{number}/answer", "{\"answer\":\"join\"}");

    private final InMemoryApplication program = new InMemoryApplication();
    private final HttpApi api = program.api();
    private String jobId = "";

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
                .replace("{jobId}", jobId)
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
        List.of("ada", "grace", "boss", "linus").forEach(id -> put("participants/" + id, "{\"name\":\"x\"}"));
        TestRequest.of(api, "POST", "/v1/tracks/day-1/enrollments")
                .body("{\"participantId\":\"ada\"}")
                .send();
        jobId = call("POST /v1/jobs").send().at("/id");
    }

    @Test
    void everyRouteIsInTheTable() {
        assertThat(api.routes())
                .extracting(Route::name)
                .containsExactlyInAnyOrderElementsOf(Stream.of(ALLOWED.keySet(), SCIM, PUBLIC)
                        .flatMap(Collection::stream)
                        .toList());
    }

    @Test
    void noRoleReplacesTheTokenOfScim() {
        SCIM.forEach(route -> {
            assertThat(call(route).send().status()).as(route).isEqualTo(401);
            assertThat(call(route).withoutToken().send().headers())
                    .as(route)
                    .containsEntry("www-authenticate", "Bearer");
        });
    }

    @Test
    void aPublicRouteRequiresNoToken() {
        PUBLIC.forEach(route ->
                assertThat(call(route).withoutToken().send().status()).as(route).isIn(200, 404));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void everyOtherRouteRequiresAToken(String route) {
        TestRequest.Answer answer = call(route).withoutToken().send();

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.at("/type")).isEqualTo("/problems/unauthenticated");
        assertThat(answer.headers()).containsEntry("www-authenticate", "Bearer");
    }

    @ParameterizedTest
    @MethodSource("routes")
    void aRouteAllowsTheCallersInTheTableAndNoOthers(String route) {
        CALLERS.forEach((name, caller) -> {
            var before = program.memory.snapshot();

            int status = call(route).as(caller.get(0), caller.get(1)).send().status();

            if (ALLOWED.get(route).contains(name)) {
                // There is no invitation, no deferred run and no confirmation, so an allowed caller gets 404 or 409.
                boolean exists = !route.contains("invitations/{trackId}") && !route.contains("/runs/");
                int refused = route.endsWith("{instance}/resend") ? 409 : exists ? 0 : 404;
                assertThat(status).as(name).isBetween(refused == 0 ? 200 : refused, refused == 0 ? 299 : refused);
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
        put("participants/ada", "{\"name\":\"Ada\",\"subject\":" + payload.get("sub") + "}");

        TestRequest.Answer me =
                TestRequest.of(configured, "GET", "/v1/me").token(payload).send();
        TestRequest.Answer adminsOnly = TestRequest.of(configured, "GET", "/v1/participants")
                .token(payload)
                .send();

        assertThat(me.json())
                .isEqualTo(Json.object()
                        .put("participantId", "ada")
                        .put("subject", payload.get("sub").textValue())
                        .set("roles", Json.of(roles == null ? List.of() : List.of(roles.split(",")))));
        assertThat(adminsOnly.status()).isEqualTo(status);
    }

    /** Each person is linked as docs/sign-in.md recommends for the provider. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cognito  | sub | subject | c2a5f4d4-90a1-70e3-1f0b-6a0d6a1f2c11 | sub",
                "entra-id | oid | id      | 690222be-ff1a-4d56-abd1-7e4f7d38e474 | sub,oid",
                "okta     | sub | subject | ada@example.com                      | sub",
                "auth0    | sub | subject | 'auth0|5f7c8ec7c33c6c004bbafe82'     | sub",
                "keycloak | sub | email   | Ada@Example.com                      | sub,email",
                "google   | sub | email   | ada@example.com                      | sub,email"
            })
    void thePersonIsFoundByTheTokensOfSixProviders(
            String provider, String idClaim, String field, String value, String tried) throws IOException {
        HttpApi configured = program.api(Map.of(
                "TRACKS_SUBJECT_CLAIM", idClaim, "TRACKS_MEMBER_ROLE", "member", "TRACKS_ROLES_CLAIM", "member"));
        ObjectNode payload = ((ObjectNode) token(provider)).put("member", "member");
        String id = field.equals("id") ? value : "person";
        TestRequest enrollments = TestRequest.of(configured, "GET", "/v1/participants/" + id + "/enrollments")
                .token(payload);

        TestRequest.Answer before = enrollments.send();
        put("participants/" + id, "{\"name\":\"Ada\",\"" + field + "\":\"" + value + "\"}");

        assertThat(before.status()).isEqualTo(403);
        assertThat(before.at("/type")).isEqualTo("/problems/not-a-participant");
        assertThat(before.json().get("claims")).isEqualTo(Json.of(List.of(tried.split(","))));
        assertThat(enrollments.send().status()).isEqualTo(200);
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

        assertThat(me.send().text()).isEqualTo("{\"participantId\":null,\"subject\":\"x\",\"roles\":[]}");
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
    void aTokenThatTheGatewayHasNotVerifiedIsIgnored() {
        TestRequest unverified = TestRequest.of(api, "GET", "/v1/tracks").withoutToken();
        unverified.header(
                "authorization",
                "Bearer " + TestToken.jwt(TestToken.payload("root", "admin").toString()));

        assertThat(unverified.send().status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /v1/tracks | requires role manager or admin",
                "GET /v1/participants | requires role admin",
                "GET /v1/tracks/{trackId} | requires role manager on track day-1, or role admin",
                "DELETE /v1/tracks/{trackId}/steps/{stepId} | requires role manager on track day-1, or role admin",
                "PUT /v1/tracks/{trackId}/steps/{stepId} | requires role manager on track day-1, or role admin",
                "GET /v1/participants/{participantId}"
                        + " | requires role manager on a track of participant ada, or role admin",
                "GET /v1/participants/{participantId}/history | requires role member as participant ada,"
                        + " role manager on a track of participant ada, or role admin",
                "GET /v1/participants/{participantId}/enrollments/{trackId}/{instance} | requires role member as"
                        + " participant ada, role manager on track day-1, or role admin"
            })
    void aForbiddenCallerSeesTheRequiredRole(String route, String detail) {
        TestRequest.Answer answer = call(route).as("linus", "member").send();

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.at("/type")).isEqualTo("/problems/forbidden");
        assertThat(answer.at("/detail")).isEqualTo(detail);
    }

    @Test
    void aPreviewOfAPersonRequiresTheirManager() {
        TestRequest.Answer answer = TestRequest.of(api, "POST", "/v1/tracks/day-1/steps/s1/preview")
                .as("grace", "manager")
                .body("{\"participantId\":\"linus\"}")
                .send();

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.at("/detail"))
                .isEqualTo("requires role manager on a track of participant linus, or role admin");
    }

    @Test
    void aManagerPointsAStepOnlyAtTracksThatListThem() {
        TestRequest.Answer answer = TestRequest.of(api, "PUT", "/v1/tracks/day-1/steps/s2")
                .as("grace", "manager")
                .body("{\"destinationTrackId\":\"leadership\"}")
                .send();

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.at("/detail")).isEqualTo("requires role manager on track leadership, or role admin");
    }

    @Test
    void aManagerSeesThatADestinationDoesNotExist() {
        TestRequest.Answer answer = TestRequest.of(api, "PUT", "/v1/tracks/day-1/steps/s2")
                .as("grace", "manager")
                .body("{\"destinationTrackId\":\"nope\"}")
                .send();

        assertThat(answer.status()).isEqualTo(422);
    }

    @Test
    void aManagerMustNotCreateATrack() {
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
