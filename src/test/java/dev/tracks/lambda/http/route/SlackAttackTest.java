package dev.tracks.lambda.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.lambda.http.TestRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only Slack's requests with a click of the invitee have an effect. Ada is U1 in Slack and invited to leadership. */
class SlackAttackTest {
    private final SlackInvitationFixture ada = new SlackInvitationFixture();

    @AfterEach
    void close() {
        ada.close();
    }

    private void assertEphemeral(String text) {
        assertThat(ada.lastResponse().path("response_type").asText()).isEqualTo("ephemeral");
        assertThat(ada.lastResponse().path("replace_original")).hasToString("false");
        assertThat(ada.lastResponse().at("/blocks/0/text/text").asText()).contains(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"U2", "U3", "", "u1", "U1 ", "U1,U2"})
    void anotherUsersClickIsRejectedEphemerallyAndWritesNothing(String user) {
        int written = ada.program.writes();

        assertThat(ada.click(user, "join").status()).isEqualTo(200);
        assertThat(ada.click(user, "decline").status()).isEqualTo(200);

        assertEphemeral("for somebody else");
        assertThat(ada.program.writes()).isEqualTo(written);
        assertThat(ada.enrolled()).isZero();
    }

    @Test
    void aChangedTokenIsInvalidEvenIfSlackSignedTheRequest() {
        for (int at = 0; at < ada.token.length(); at += 5) {
            char other = ada.token.charAt(at) == 'A' ? 'B' : 'A';
            String changed = ada.token.substring(0, at) + other + ada.token.substring(at + 1);

            assertThat(ada.click(ada.signed.click("U1", "join", changed)).status())
                    .isEqualTo(200);
            assertEphemeral("not valid");
        }
        assertThat(ada.enrolled()).isZero();
    }

    @Test
    void aRequestWithAnInvalidSignatureIsUnauthenticated() {
        String form = SignedSlackRequest.form(ada.signed.click("U1", "join", ada.token));
        SignedSlackRequest forger =
                new SignedSlackRequest("another secret", ada.slack.responseUrl().toString());
        long now = Instant.now().getEpochSecond();

        assertUnknown(forger.call(ada.api, form));
        assertUnknown(ada.signed.call(ada.api, form, now - 301));
        assertUnknown(ada.signed.call(ada.api, form, now + 310));
        assertUnknown(
                ada.signed.call(ada.api, form + "&a=b").header("x-slack-signature", ada.signed.signature(now, form)));
        assertUnknown(ada.signed.call(ada.api, form).header("x-slack-signature", ""));
        assertUnknown(ada.signed.call(ada.api, form).header("x-slack-request-timestamp", ""));
        assertUnknown(TestRequest.of(ada.api, "POST", "/slack/interactions")
                .withoutToken()
                .body(form));
        assertThat(ada.enrolled()).isZero();
        assertThat(ada.slack.seen()).isEmpty();
    }

    private static void assertUnknown(TestRequest call) {
        TestRequest.Answer answer = call.send();
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
    }

    @Test
    void aRepeatedClickIsAnsweredAndEnrollsOnce() {
        String form = SignedSlackRequest.form(ada.signed.click("U1", "join", ada.token));
        TestRequest replay = ada.signed.call(ada.api, form);

        assertThat(replay.send().status()).isEqualTo(200);
        assertThat(replay.send().status()).isEqualTo(200);

        assertThat(ada.enrolled()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"payload=", "payload=%7B", "payload=%zz", "payload=a&payload=b", "payload=%ff"})
    void aMalformedFormIsRejectedByName(String form) {
        TestRequest.Answer answer = ada.signed.call(ada.api, form).send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "null", "{}", "{\"type\":\"block_actions\",\"actions\":{\"a\":1},\"user\":[]}"})
    void aPayloadOfAnotherShapeIsIgnored(String payload) {
        assertThat(ada.signed
                        .call(ada.api, "payload=" + URLEncoder.encode(payload, StandardCharsets.UTF_8))
                        .send()
                        .status())
                .isEqualTo(200);
        assertThat(ada.slack.seen()).isEmpty();
    }

    @Test
    void aTooLargeBodyIsRejectedFirst() {
        assertThat(ada.signed
                        .call(ada.api, "payload=" + "x".repeat(SlackRoutes.BODY_MAX))
                        .send()
                        .status())
                .isEqualTo(413);
    }
}
