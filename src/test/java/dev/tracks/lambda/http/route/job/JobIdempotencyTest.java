package dev.tracks.lambda.http.route.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.lambda.http.TestRequest.Answer;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class JobIdempotencyTest {
    private static final String ENROLL = "{'kind':'enroll','trackId':'day-1','who':{'participants':['ada']}}";

    private final JobScene scene = new JobScene();

    private Answer create(String body) {
        return scene.creation(body).header("idempotency-key", "k").send();
    }

    @Test
    void aRepeatedRequestCreatesNoSecondJobAndGetsTheSameResponse() {
        Answer first = create(ENROLL);

        Answer again =
                create(" {'who': {'participants' : ['ada']}, 'trackId':'day-1', 'kind':'enroll', 'message':null }");

        Map<String, String> marked = new TreeMap<>(first.headers());
        marked.put("idempotent-replayed", "true");
        assertThat(first.headers()).doesNotContainKey("idempotent-replayed");
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.headers()).isEqualTo(marked);
        assertThat(scene.ids("/v1/jobs")).hasSize(1);
    }

    @Test
    void aRepeatedRequestGetsItsAnswerEvenIfItWouldBeRefusedByNow() {
        Answer first = create(ENROLL);
        scene.send("PUT", "/v1/tracks/day-1", "{'title':'Day 1','status':'paused'}");

        assertThat(create(ENROLL).text()).isEqualTo(first.text());
        assertThat(scene.create(ENROLL).status()).isEqualTo(422);
    }

    @Test
    void aRefusedRequestDoesNotUseUpItsKey() {
        scene.send("PUT", "/v1/tracks/day-1", "{'title':'Day 1','status':'paused'}");
        Answer refused = create(ENROLL);
        scene.send("PUT", "/v1/tracks/day-1", "{'title':'Day 1','status':'active'}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(create(ENROLL).status()).isEqualTo(202);
    }

    @Test
    void theSameKeyWithAnotherRequestIsRefused() {
        create(ENROLL);

        Answer otherPeople = create(ENROLL.replace("ada", "linus"));
        Answer dryRun = create(ENROLL.replace("'kind'", "'dryRun':true,'kind'"));
        Answer direct = scene.request("POST", "/v1/tracks/day-1/enrollments", "{'participantId':'ada'}")
                .header("idempotency-key", "k")
                .send();

        assertThat(otherPeople.status()).isEqualTo(422);
        assertThat(otherPeople.fields()).containsExactly("Idempotency-Key");
        assertThat(dryRun.status()).isEqualTo(422);
        assertThat(direct.status()).isEqualTo(422);
    }

    @Test
    void aKeyIsItsCallersAndMustBeValid() {
        Answer first = create(ENROLL);

        Answer other = scene.creation(ENROLL)
                .as("other", "admin")
                .header("idempotency-key", "k")
                .send();
        Answer invalid = scene.creation(ENROLL).header("idempotency-key", "a b").send();

        assertThat(other.at("/id")).isNotEqualTo(first.at("/id"));
        assertThat(invalid.fields()).containsExactly("Idempotency-Key");
    }

    @Test
    void theStoredAnswerNamesNobody() {
        create("{'kind':'enroll','trackId':'day-1','who':{'participants':['secret@example.com']}}");

        assertThat(scene.program.memory.snapshot().entrySet().stream()
                        .filter(item -> item.toString().contains("IDEM#"))
                        .toList()
                        .toString())
                .contains("/v1/jobs/")
                .doesNotContain("secret@example.com");
    }
}
