package dev.tracks.lambda.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.Fixtures;
import dev.tracks.lambda.Checks;
import dev.tracks.lambda.InMemoryApplication;
import dev.tracks.lambda.http.HttpApi;
import dev.tracks.lambda.http.TestRequest;
import dev.tracks.lambda.http.TestRequest.Answer;
import dev.tracks.lambda.http.protocol.BasePath;
import dev.tracks.lambda.http.protocol.HttpRequest;
import dev.tracks.lambda.json.Json;
import dev.tracks.store.TableParticipants;
import dev.tracks.store.table.ForwardingTable;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Which participant a caller is. Ada signs in with her subject, Linus with his e-mail address, Mary with her id. */
class CallerResolverTest {
    private final InMemoryApplication program = new InMemoryApplication();
    private final HttpApi api = program.api();

    @BeforeEach
    void people() {
        put("ada", "{'name':'Ada','subject':'auth0|Ada','email':'ada@example.com'}");
        put("linus", "{'name':'Linus','email':'Linus@example.com'}");
        put("mary", "{'name':'Mary'}");
    }

    private void put(String id, String body) {
        assertThat(send(api, "PUT", "participants/" + id, TestToken.payload("root", "admin"), body)
                        .status())
                .isLessThan(300);
    }

    private static Answer send(HttpApi api, String method, String path, JsonNode token, String body) {
        return TestRequest.of(api, method, "/v1/" + path)
                .token(token)
                .body(body.replace('\'', '"'))
                .send();
    }

    private Answer me(JsonNode token) {
        return send(api, "GET", "me", token, "");
    }

    private String participant(JsonNode token) {
        return me(token).at("/participantId");
    }

    private static ObjectNode token(String subject, String more) {
        ObjectNode payload = TestToken.payload(subject, "member");
        payload.setAll((ObjectNode) Json.read(("{" + more + "}").replace('\'', '"')));
        return payload;
    }

    private static ObjectNode verified(String subject, String email) {
        return token(subject, "'email':'" + email + "','email_verified':true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "ü", "😀"})
    void theLongestSubjectIdentifiesTheParticipant(String character) {
        String subject = character.repeat(256);
        put("ada", "{'name':'Ada','subject':'" + subject + "'}");

        assertThat(participant(token(subject, ""))).isEqualTo("ada");
    }

    @Test
    void theSubjectIdentifiesTheParticipant() {
        Answer enrollments = send(api, "GET", "participants/ada/enrollments", token("auth0|Ada", ""), "");

        assertThat(enrollments.status()).isEqualTo(200);
        assertThat(me(token("auth0|Ada", "")).json())
                .isEqualTo(Json.read("{\"participantId\":\"ada\",\"subject\":\"auth0|Ada\",\"roles\":[\"member\"]}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth0|ada", "AUTH0|Ada", " auth0|Ada", "auth0|Ada ", "auth0|Ada\u200B"})
    void aSubjectIsComparedExactly(String subject) {
        assertThat(participant(token(subject, ""))).isEqualTo("null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"linus@example.com", "LINUS@EXAMPLE.COM"})
    void aVerifiedAddressIdentifiesTheParticipantInAnyCase(String email) {
        assertThat(participant(verified("google|1", email))).isEqualTo("linus");
        assertThat(participant(token("google|1", "'email':'" + email + "','email_verified':'true'")))
                .isEqualTo("linus");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'email_verified':false",
                "'email_verified':'false'",
                "'email_verified':'TRUE'",
                "'email_verified':' true'",
                "'email_verified':1",
                "'email_verified':'1'",
                "'email_verified':null",
                "'email_verified':[true]",
                "'email_verified':['true']",
                "'email_verified':{'true':true}",
                "'emailVerified':true",
                "'xms_edov':true",
                "'verified_email':true"
            })
    void anUnverifiedAddressIdentifiesNobody(String verification) {
        ObjectNode token = token("mallory", "'email':'linus@example.com'," + verification);

        assertThat(participant(token)).isEqualTo("null");
        Answer history = send(api, "GET", "participants/linus/history", token, "");
        assertThat(history.status()).isEqualTo(403);
        assertThat(history.at("/detail")).contains("email_verified").doesNotContain("linus@example.com", "mallory");
        assertThat(history.json().get("claims")).isEqualTo(Json.of(List.of("sub")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "''",
                "' '",
                "null",
                "7",
                "['linus@example.com']",
                "{'linus@example.com':true}",
                "'[linus@example.com]'",
                "' linus@example.com'",
                "'linus@example.com,ada@example.com'",
                "'linus@example.com\\u0000'",
                "'\\ud800'"
            })
    void anythingButAnAddressIdentifiesNobody(String email) {
        assertThat(participant(token("mallory", "'email':" + email + ",'email_verified':true")))
                .isEqualTo("null");
    }

    @Test
    void tooLongClaimsIdentifyNobodyAndAreNoError() {
        assertThat(participant(verified("mallory", "x".repeat(9_000) + "@example.com")))
                .isEqualTo("null");
        assertThat(participant(token("ü".repeat(256), ""))).isEqualTo("null");
        assertThat(me(token("\ud800", "")).status()).isEqualTo(401);
    }

    @Test
    void theSubjectTakesPrecedenceOverAddressAndId() {
        assertThat(participant(verified("auth0|Ada", "linus@example.com"))).isEqualTo("ada");
        assertThat(participant(verified("mary", "linus@example.com"))).isEqualTo("linus");
    }

    @Test
    void aLaterParticipantWithTheCallersAddressOrIdDoesNotReplaceTheirs() {
        put("ada", "{'name':'Ada','subject':'auth0|Ada'}");
        put("other", "{'name':'Other','email':'ada@example.com'}");

        assertThat(participant(verified("auth0|Ada", "ada@example.com"))).isEqualTo("ada");
    }

    @Test
    void theIdClaimIdentifiesTheParticipant() {
        assertThat(participant(token("mary", ""))).isEqualTo("mary");

        HttpApi byOid = program.api(Map.of("TRACKS_SUBJECT_CLAIM", "oid"));
        assertThat(send(byOid, "GET", "me", token("x", "'oid':'mary'"), "").at("/participantId"))
                .isEqualTo("mary");
        assertThat(send(byOid, "GET", "me", token("mary", "'oid':'nobody'"), "").at("/participantId"))
                .isEqualTo("null");
        assertThat(send(byOid, "GET", "participants/mary/history", token("mary", "'oid':'nobody'"), "")
                        .json()
                        .get("claims"))
                .isEqualTo(Json.of(List.of("sub", "oid")));
    }

    @Test
    void aSubjectIsNotAnAddressNorAnAddressAnId() {
        assertThat(participant(token("linus@example.com", ""))).isEqualTo("null");
        assertThat(participant(token("x", "'email':'mary','email_verified':true")))
                .isEqualTo("null");
        put("mary", "{'name':'Mary','slackUserId':'U012AB3CD'}");
        assertThat(participant(token("U012AB3CD", ""))).isEqualTo("null");
    }

    @Test
    void anErasedPersonIsNobody() {
        ObjectNode admin = TestToken.payload("root", "admin");
        for (String id : List.of("ada", "linus", "mary")) {
            assertThat(send(api, "DELETE", "participants/" + id, admin, "").status())
                    .isEqualTo(204);
        }

        assertThat(participant(token("auth0|Ada", ""))).isEqualTo("null");
        assertThat(participant(verified("x", "linus@example.com"))).isEqualTo("null");
        assertThat(participant(token("mary", ""))).isEqualTo("null");
    }

    @Test
    void aDeactivatedPersonStillReadsTheirOwnData() {
        put("ada", "{'name':'Ada','subject':'auth0|Ada','active':false}");

        assertThat(send(api, "GET", "participants/ada/history", token("auth0|Ada", ""), "")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aRemovedAliasIdentifiesNobody() {
        put("ada", "{'name':'Ada'}");

        assertThat(participant(verified("auth0|Ada", "ada@example.com"))).isEqualTo("null");
    }

    @Test
    void aPayloadThatIsNotTheVerifiedTokensVouchesForNothing() {
        for (String claim : List.of("sub", "iss", "exp")) {
            TestRequest forged = TestRequest.of(api, "GET", "/v1/me").token(verified("x", "linus@example.com"));
            forged.claims().remove(List.of("email", "email_verified"));
            forged.claims().put(claim, "1");

            assertThat(forged.send().at("/participantId")).as(claim).isEqualTo("null");
        }
    }

    @Test
    void theVerifiedClaimsTakePrecedenceOverThePayload() {
        TestRequest forged = TestRequest.of(api, "GET", "/v1/me").token(verified("x", "linus@example.com"));
        forged.claims().put("email", "mary@example.com");
        assertThat(forged.send().at("/participantId")).isEqualTo("null");

        TestRequest unverified = TestRequest.of(api, "GET", "/v1/me").token(verified("x", "linus@example.com"));
        unverified.claims().remove("email_verified");
        assertThat(unverified.send().at("/participantId")).isEqualTo("null");

        HttpApi byOid = program.api(Map.of("TRACKS_SUBJECT_CLAIM", "oid"));
        TestRequest other = TestRequest.of(byOid, "GET", "/v1/me").token(token("x", "'oid':'mary'"));
        other.claims().put("oid", "nobody");
        assertThat(other.send().at("/participantId")).isEqualTo("null");
    }

    @Test
    void thePayloadOfTheVerifiedTokenCompletesTheClaims() {
        TestRequest request = TestRequest.of(api, "GET", "/v1/me").token(verified("x", "linus@example.com"));
        request.claims().remove(List.of("email", "email_verified"));

        assertThat(request.send().at("/participantId")).isEqualTo("linus");
    }

    @Test
    void anAdminNeedNotBeAParticipant() {
        Answer track = send(api, "PUT", "tracks/day-1", TestToken.payload("00u1|Root", "admin"), "{'title':'x'}");

        assertThat(track.status()).isEqualTo(201);
        assertThat(track.at("/updatedBy")).isEqualTo("00u1|Root");
    }

    @Test
    void changesAreStoredWithTheIdOfTheParticipant() {
        ObjectNode admin = TestToken.payload("auth0|Ada", "admin");

        assertThat(send(api, "PUT", "tracks/day-1", admin, "{'title':'x'}").at("/updatedBy"))
                .isEqualTo("ada");
    }

    @Test
    void aManagerIsLookedUpByTheIdOfTheParticipant() {
        ObjectNode admin = TestToken.payload("root", "admin");
        send(api, "PUT", "tracks/day-1", admin, "{'title':'x','managers':['ada']}");
        send(api, "PUT", "tracks/week-1", admin, "{'title':'x','managers':['nobody']}");
        ObjectNode ada = TestToken.payload("auth0|Ada", "manager");

        assertThat(send(api, "GET", "tracks", ada, "").json().findValuesAsText("id"))
                .containsExactly("day-1");
        // A subject that equals an entry of managers is no participant.
        Answer impostor = send(api, "GET", "tracks/week-1", TestToken.payload("nobody", "manager"), "");
        assertThat(impostor.at("/type")).isEqualTo("/problems/not-a-participant");
    }

    @Test
    void anIdempotencyKeyBelongsToTheSubject() {
        ObjectNode admin = TestToken.payload("root", "admin");
        send(api, "PUT", "tracks/day-1", admin, "{'title':'x','status':'active'}");
        ObjectNode bySubject = TestToken.payload("auth0|Ada", "admin");
        ObjectNode byEmail = verified("google|2", "ada@example.com");
        byEmail.putArray("roles").add("admin");

        List<Integer> statuses = List.of(bySubject, bySubject, byEmail).stream()
                .map(token -> TestRequest.of(api, "POST", "/v1/tracks/day-1/enrollments")
                        .token(token)
                        .header("idempotency-key", "k")
                        .body("{\"participantId\":\"mary\"}")
                        .send()
                        .status())
                .toList();

        assertThat(statuses).containsExactly(201, 201, 409);
    }

    @Test
    void oneReadOfAtMostThreeKeysFindsTheCaller() {
        List<Integer> reads = new ArrayList<>();
        Table counting = new ForwardingTable(program.memory) {
            @Override
            public Map<Key, Map<String, AttributeValue>> batchGet(Collection<Key> keys) {
                reads.add(keys.size());
                return super.batchGet(keys);
            }

            @Override
            public Optional<Map<String, AttributeValue>> get(Key key) {
                throw new AssertionError("another request");
            }
        };
        CallerResolver resolver = new CallerResolver(
                new Claims("sub", new RoleClaim("roles", Map.of())),
                new TableParticipants(counting, Fixtures.PARTICIPANT_READER));
        ObjectNode event = Json.object().put("rawPath", "/");
        event.withObject("/requestContext/http").put("method", "GET");
        TestToken.send(event, verified("mary", "nobody@example.com"));

        assertThat(resolver.caller(HttpRequest.of(event, BasePath.ROOT)).participantId())
                .contains("mary");

        assertThat(reads).containsExactly(3);
    }

    @Test
    void aPublicRouteDoesNotLookUpTheCaller() {
        program.checks = new Checks() {
            @Override
            public CallerResolver callers(CallerResolver real) {
                return AuthorizationChecks.instead(CallerResolver.class, real, "caller", arguments -> {
                    throw new AssertionError("looked up");
                });
            }
        };

        assertThat(TestRequest.of(program.api(), "GET", "/console.json").send().status())
                .isEqualTo(200);
    }
}
