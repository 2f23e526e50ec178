package dev.tracks.lambda.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.lambda.http.TestRequest.Answer;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A repeated direct enrollment with the same {@code Idempotency-Key} gets the same response. */
class IdempotencyKeyTest extends EnrollmentFixture {
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
}
