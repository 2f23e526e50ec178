package dev.tracks.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.lambda.http.HttpApi;
import dev.tracks.lambda.http.TestRequest;
import dev.tracks.lambda.http.route.SignedSlackRequest;
import dev.tracks.lambda.json.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Fuzzed interactions with a valid signature. Ada, U1 in Slack, is invited to week-1. */
class SlackPayloadAttackTest {
    private static final int PAYLOADS = 1_500 * FuzzedInput.TIMES;
    private static final String SECRET = "a signing secret of the tests";

    private final AttackTarget attacked = new AttackTarget();
    private final InMemoryApplication program = attacked.program;
    private final FuzzedInput chaos = attacked.chaos;
    private final HttpApi api = program.api(SECRET, URI.create("https://slack.invalid/api"));
    private final SignedSlackRequest signed = new SignedSlackRequest(SECRET, "https://nobody.invalid/");

    @AfterEach
    void restoreLogLevel() {
        attacked.close();
    }

    @Test
    void noPayloadCausesAServerErrorAndNoRefusedPayloadWrites() {
        TestRequest.of(api, "PUT", "/v1/participants/ada")
                .body("{\"name\":\"Ada\",\"slackUserId\":\"U1\"}")
                .send();
        JsonNode right = signed.click("U1", "join", program.links.signed(AttackTarget.TOKEN));
        int taken = 0;
        for (int i = 0; i < PAYLOADS; i++) {
            String payload = chaos.changed(right).toString();
            String sent = chaos.chance(5) ? chaos.broken(payload) : payload;
            int before = program.writes();

            TestRequest.Answer answer = signed.call(api, "payload=" + URLEncoder.encode(sent, StandardCharsets.UTF_8))
                    .send();

            String what = "input " + i + " of seed " + AttackTarget.SEED + ": " + sent;
            assertThat(answer.status()).as(what).isIn(200, 400, 413);
            taken += answer.status() == 200 ? 1 : 0;
            if (answer.status() != 200
                    || !Json.read(sent).at("/user/id").asText().equals("U1")) {
                assertThat(program.writes()).as(what).isEqualTo(before);
            }
        }
        assertThat(taken).as("something must get through").isGreaterThan(PAYLOADS / 2);
        assertThat(signed.call(api, SignedSlackRequest.form(right)).send().status())
                .isEqualTo(200);
        assertThat(TestRequest.of(api, "GET", "/v1/tracks/week-1/enrollments")
                        .send()
                        .json()
                        .path("data"))
                .hasSize(1);
    }
}
