package dev.tracks.lambda.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.lambda.http.TestRequest.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Direct enrollments. */
class EnrollmentRoutesTest extends EnrollmentFixture {
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

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "01", "100000", "x", "1.0", "%31x"})
    void anInvalidInstanceIsNamed(String instance) {
        Answer answer = call("GET", "/v1/participants/ada/enrollments/day-1/" + instance)
                .send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly("instance");
    }
}
