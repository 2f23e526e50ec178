package dev.tracks.lambda.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.domain.record.StepReached;
import dev.tracks.lambda.InMemoryApplication;
import dev.tracks.lambda.http.HttpApi;
import dev.tracks.lambda.http.TestRequest;
import dev.tracks.lambda.http.TestRequest.Answer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnrollmentRoutesTest {
    private static final String ADA = "{\"participantId\":\"ada\"}";

    private final InMemoryApplication program = new InMemoryApplication();
    private final HttpApi api = program.api();

    private TestRequest call(String method, String path) {
        return TestRequest.of(api, method, path);
    }

    private TestRequest enroll(String track, String body) {
        return call("POST", "/v1/tracks/" + track + "/enrollments").body(body);
    }

    @BeforeEach
    void tracksAndPeople() {
        for (String track : new String[] {"day-1", "week-1"}) {
            call("PUT", "/v1/tracks/" + track)
                    .body("{\"title\":\"" + track + "\",\"status\":\"active\"}")
                    .send();
        }
        call("PUT", "/v1/tracks/day-1/steps/s1")
                .body("{\"destinationTrackId\":\"week-1\"}")
                .send();
        call("PUT", "/v1/participants/ada").body("{\"name\":\"Ada\"}").send();
        call("PUT", "/v1/participants/linus").body("{\"name\":\"Linus\"}").send();
    }

    @Test
    void aDirectEnrollmentIsCreatedAndCanBeRead() {
        Answer created = enroll("day-1", ADA).send();

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.headers())
                .containsEntry("location", "/v1/participants/ada/enrollments/day-1/1")
                .containsEntry("etag", "\"1\"");
        assertThat(created.json().toString())
                .isEqualTo("{\"participantId\":\"ada\",\"trackId\":\"day-1\",\"instance\":1,\"status\":\"active\","
                        + "\"startedAt\":\"2025-03-03T09:00:00Z\",\"endedAt\":null,\"undone\":false,\"progress\":{},"
                        + "\"source\":{\"kind\":\"api\",\"trackId\":null,\"stepId\":null,\"participantId\":null,"
                        + "\"instance\":null,\"jobId\":null},\"lineage\":[\"day-1\"],\"updatedAt\":\"2025-03-03T09:00:00Z\","
                        + "\"updatedBy\":\"root\"}");
        Answer read = call("GET", "/v1/participants/ada/enrollments/day-1/1").send();
        assertThat(read.json()).isEqualTo(created.json());
        assertThat(read.headers()).containsEntry("etag", "\"1\"");
    }

    @Test
    void aPersonIsEnrolledByAnAlias() {
        call("PUT", "/v1/participants/ada")
                .body("{\"name\":\"Ada\",\"email\":\"ada@example.com\"}")
                .send();

        Answer created = enroll("day-1", "{\"participant\":{\"email\":\"ADA@example.com\"}}")
                .send();
        Answer again = enroll("day-1", "{\"participant\":{\"email\":\"ada@example.com\"}}")
                .send();

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.at("/participantId")).isEqualTo("ada");
        assertThat(again.at("/reason")).isEqualTo("previously_started");
        assertThat(again.text()).doesNotContain("example.com");
    }

    @Test
    void anUnknownAliasIsRefusedAndNamedAndTheRefusalIsRepeated() {
        String body = "{\"participant\":{\"email\":\"margaret@example.com\"}}";
        Answer refused = enroll("day-1", body).header("idempotency-key", "k").send();
        call("PUT", "/v1/participants/margaret")
                .body("{\"name\":\"Margaret\",\"email\":\"margaret@example.com\"}")
                .send();
        Answer again = enroll("day-1", body).header("idempotency-key", "k").send();
        Answer reused = enroll("day-1", "{\"participantId\":\"margaret\"}")
                .header("idempotency-key", "k")
                .send();

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.at("/reason")).isEqualTo("participant_not_found");
        assertThat(refused.fields()).containsExactly("participant.email");
        assertThat(again.text()).isEqualTo(refused.text());
        assertThat(reused.status()).isEqualTo(422);
        assertThat(enroll("day-1", body).send().status()).isEqualTo(201);
    }

    @Test
    void aRefusalStoresNoAlias() {
        enroll("day-1", "{\"participant\":{\"email\":\"margaret@example.com\"}}")
                .header("idempotency-key", "k")
                .send();

        assertThat(program.memory.snapshot().toString()).doesNotContain("margaret");
    }

    @Test
    void theSamePersonNamedInTwoWaysIsRefusedByName() {
        Answer both = enroll("day-1", "{\"participantId\":\"ada\",\"participant\":{\"id\":\"ada\"}}")
                .send();

        assertThat(both.status()).isEqualTo(400);
        assertThat(both.fields()).containsExactly("participant");
    }

    @Test
    void aPersonWhoHasStartedTheTrackIsNotEnrolledAgain() {
        enroll("day-1", ADA).send();

        Answer again = enroll("day-1", ADA).send();

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.at("/type")).isEqualTo("/problems/not-enrolled");
        assertThat(again.at("/reason")).isEqualTo("previously_started");
        assertThat(again.at("/evidence/instance")).isEqualTo("1");
    }

    @Test
    void reEnrollmentStartsAnotherInstance() {
        enroll("day-1", ADA).send();

        Answer again = enroll("day-1", "{\"participantId\":\"ada\",\"reEnrollment\":\"yes\"}")
                .send();

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.at("/instance")).isEqualTo("2");
    }

    @Test
    void anUnknownParticipantOrTrackIsNamed() {
        Answer nobody = enroll("day-1", "{\"participantId\":\"nobody\"}").send();
        Answer nowhere = enroll("nope", ADA).send();

        assertThat(nobody.status()).isEqualTo(409);
        assertThat(nobody.at("/reason")).isEqualTo("participant_not_found");
        assertThat(nobody.fields()).containsExactly("participantId");
        assertThat(nowhere.status()).isEqualTo(409);
        assertThat(nowhere.fields()).containsExactly("trackId");
    }

    @Test
    void aRepeatedRequestWithTheSameKeyGetsTheSameResponse() {
        Answer first = enroll("day-1", ADA).header("idempotency-key", "k1").send();
        int written = program.items();

        Answer again = enroll("day-1", " { \"reEnrollment\" : \"no\", \"participantId\" : \"ada\" } ")
                .header("idempotency-key", "k1")
                .send();

        assertThat(first.status()).isEqualTo(201);
        assertReplayed(again, first);
        assertThat(program.items()).isEqualTo(written);
    }

    @Test
    void aRepeatedRefusalGetsTheSameResponse() {
        enroll("day-1", ADA).send();
        Answer first = enroll("day-1", ADA).header("idempotency-key", "k1").send();
        call("PUT", "/v1/tracks/day-1")
                .body("{\"title\":\"x\",\"status\":\"paused\"}")
                .send();

        Answer again = enroll("day-1", ADA).header("idempotency-key", "k1").send();

        assertThat(first.status()).isEqualTo(409);
        assertReplayed(again, first);
    }

    @Test
    void aRefusalIsRepeatedEvenIfItsReasonNoLongerApplies() {
        call("PUT", "/v1/tracks/day-1")
                .body("{\"title\":\"x\",\"status\":\"paused\"}")
                .send();
        Answer first = enroll("day-1", ADA).header("idempotency-key", "k1").send();
        call("PUT", "/v1/tracks/day-1")
                .body("{\"title\":\"x\",\"status\":\"active\"}")
                .send();

        Answer again = enroll("day-1", ADA).header("idempotency-key", "k1").send();

        assertThat(first.status()).isEqualTo(409);
        assertThat(first.at("/reason")).isEqualTo("destination_not_active");
        assertReplayed(again, first);
        assertThat(enroll("day-1", ADA).header("idempotency-key", "k2").send().status())
                .isEqualTo(201);
    }

    /** The response is the first one's, and marked; the first one's is not. */
    private static void assertReplayed(Answer again, Answer first) {
        Map<String, String> marked = new TreeMap<>(first.headers());
        assertThat(marked.put("idempotent-replayed", "true")).isNull();
        assertThat(again.status()).isEqualTo(first.status());
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.headers()).isEqualTo(marked);
    }

    @Test
    void theSameKeyWithAnotherRequestIsRejected() {
        enroll("day-1", ADA).header("idempotency-key", "k1").send();

        Answer otherPerson = enroll("day-1", "{\"participantId\":\"linus\"}")
                .header("idempotency-key", "k1")
                .send();
        Answer otherTrack =
                enroll("week-1", ADA).header("idempotency-key", "k1").send();

        assertThat(otherPerson.status()).isEqualTo(422);
        assertThat(otherPerson.fields()).containsExactly("Idempotency-Key");
        assertThat(otherTrack.status()).isEqualTo(422);
    }

    @Test
    void theSameKeyOfAnotherCallerIsAnotherKey() {
        enroll("day-1", ADA).header("idempotency-key", "k1").send();

        Answer other = enroll("day-1", "{\"participantId\":\"linus\"}")
                .as("second", "admin")
                .header("idempotency-key", "k1")
                .send();

        assertThat(other.status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "clé"})
    void anInvalidKeyIsNamed(String key) {
        Answer answer = enroll("day-1", ADA).header("idempotency-key", key).send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly("Idempotency-Key");
    }

    @Test
    void aKeyHasAtMost255Characters() {
        assertThat(enroll("day-1", ADA)
                        .header("idempotency-key", "k".repeat(256))
                        .send()
                        .status())
                .isEqualTo(400);
        assertThat(enroll("day-1", ADA)
                        .header("idempotency-key", "k".repeat(255))
                        .send()
                        .status())
                .isEqualTo(201);
    }

    @Test
    void enrollmentsAreListedByTrackAndByPerson() {
        enroll("day-1", ADA).send();
        enroll("day-1", "{\"participantId\":\"linus\"}").send();
        program.reach(new StepReached("day-1", "s1", "ada", 1));

        Answer ofTrack = call("GET", "/v1/tracks/day-1/enrollments").send();
        Answer ofAda = call("GET", "/v1/participants/ada/enrollments?limit=1").send();

        assertThat(ofTrack.json().at("/data").findValuesAsText("participantId")).contains("ada", "linus");
        assertThat(ofTrack.json().at("/data").findValuesAsText("name")).containsExactlyInAnyOrder("Ada", "Linus");
        assertThat(ofTrack.json().path("nextCursor").isNull()).isTrue();
        assertThat(ofAda.at("/data/0/trackId")).isEqualTo("day-1");
        Answer next = call("GET", "/v1/participants/ada/enrollments?cursor=" + ofAda.at("/nextCursor"))
                .send();
        assertThat(next.at("/data/0/trackId")).isEqualTo("week-1");
        assertThat(next.at("/data/0/lineage/1")).isEqualTo("week-1");
        assertThat(next.at("/data/0/source/kind")).isEqualTo("step");
        assertThat(next.at("/data/0/updatedBy")).isEqualTo("step");
    }

    @Test
    void theHistoryShowsWhyAPersonWasOrWasNotEnrolled() {
        enroll("day-1", ADA).send();
        program.reach(new StepReached("day-1", "s1", "ada", 1));
        program.reach(new StepReached("day-1", "s1", "ghost", 1));

        Answer ada = call("GET", "/v1/participants/ada/history").send();
        Answer ghost = call("GET", "/v1/participants/ghost/history").send();

        assertThat(ada.json().at("/data").findValuesAsText("decision")).containsOnly("enrolled");
        assertThat(ada.json().at("/data")).hasSize(2);
        assertThat(ghost.at("/data/0/reason")).isEqualTo("participant_not_found");
        assertThat(ghost.at("/data/0/source/stepId")).isEqualTo("s1");
        assertThat(ghost.json().at("/data/0/enrollment").isNull()).isTrue();
    }

    @Test
    void aPersonWithoutRecordAndHistoryIsNotFound() {
        for (String list : new String[] {"history", "enrollments", "invitations"}) {
            Answer answer = call("GET", "/v1/participants/nobody/" + list).send();
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.fields()).containsExactly("participantId");
        }
        assertThat(call("GET", "/v1/participants/linus/history").send().json().at("/data"))
                .isEmpty();
        assertThat(call("GET", "/v1/tracks/nope/enrollments").send().status()).isEqualTo(404);
    }

    private List<String> listed(String query) {
        return call("GET", "/v1/tracks/day-1/enrollments?" + query)
                .send()
                .json()
                .findValuesAsText("name");
    }

    @Test
    void thePeopleOfATrackAreFilteredByStatusAndSearched() {
        enroll("day-1", ADA).send();
        enroll("day-1", "{\"participantId\":\"linus\"}").send();
        call("PUT", "/v1/participants/ada2").body("{\"name\":\"Ada Second\"}").send(); // Not in the track.
        call("PATCH", "/v1/participants/linus/enrollments/day-1/1")
                .body("{\"status\":\"completed\"}")
                .send();

        assertThat(listed("status=active")).containsExactly("Ada");
        assertThat(listed("status=completed,cancelled")).containsExactly("Linus");
        assertThat(listed("status=active,completed")).hasSize(2);
        assertThat(listed("q=AD")).containsExactly("Ada");
        assertThat(listed("q=lin&status=completed")).containsExactly("Linus");
        assertThat(listed("q=lin&status=active")).isEmpty();
        assertThat(listed("q=second")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"status=ended,status", "status=,status", "sort=name,sort", "limit=0&q=ada,limit"})
    void anInvalidParameterOfTheListOfATrackIsNamed(String query, String field) {
        Answer answer = call("GET", "/v1/tracks/day-1/enrollments?" + query).send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly(field);
    }

    @Test
    void aSearchInATrackThatDoesNotExistIsNotFound() {
        assertThat(call("GET", "/v1/tracks/nope/enrollments?q=ada").send().status())
                .isEqualTo(404);
        assertThat(call("GET", "/v1/tracks/day-1/enrollments?q=nobody").send().status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "01", "100000", "x", "1.0", "%31x"})
    void anInvalidInstanceIsNamed(String instance) {
        Answer answer = call("GET", "/v1/participants/ada/enrollments/day-1/" + instance)
                .send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly("instance");
    }

    @Test
    void invitationsAreListed() {
        call("PUT", "/v1/tracks/day-1/steps/s1")
                .body("{\"destinationTrackId\":\"week-1\",\"enrollmentMethod\":\"manual\","
                        + "\"invitationMessage\":\"Hi {{user}}\"}")
                .send();
        enroll("day-1", ADA).send();
        program.reach(new StepReached("day-1", "s1", "ada", 1));

        Answer answer = call("GET", "/v1/participants/ada/invitations").send();

        assertThat(answer.at("/data/0/message")).isEqualTo("Hi Ada");
        assertThat(answer.at("/data/0/status")).isEqualTo("pending");
        assertThat(answer.at("/data/0/number")).isEqualTo("1");
        assertThat(answer.json().get("nextCursor").isNull()).isTrue();
        assertThat(call("GET", "/v1/participants/ada/invitations?limit=0")
                        .send()
                        .fields())
                .containsExactly("limit");
    }
}
