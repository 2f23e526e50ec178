package dev.tracks.lambda.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.lambda.http.TestRequest;
import dev.tracks.slack.FakeSlack;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clicks in Slack. Ada is U1 in Slack and invited to leadership; Linus is U2. */
class SlackRoutesTest {
    private final SlackInvitationFixture ada = new SlackInvitationFixture();

    @AfterEach
    void close() {
        ada.close();
    }

    private void assertReplaced(String heading) {
        assertThat(ada.lastResponse().path("replace_original").asBoolean()).isTrue();
        assertThat(ada.lastResponse().path("response_type").isMissingNode()).isTrue();
        assertThat(ada.lastResponse().at("/blocks/0/text/text").asText()).isEqualTo("Ada &lt;!here&gt;, lead!");
        assertThat(ada.lastResponse().at("/blocks/1/text/text").asText()).startsWith(heading + "\n");
        assertThat(ada.lastResponse().at("/blocks/1/text/type").asText()).isEqualTo("plain_text");
        assertThat(ada.lastResponse().toString()).doesNotContain("\"actions\"");
    }

    private void assertEphemeral(String text) {
        assertThat(ada.lastResponse().path("response_type").asText()).isEqualTo("ephemeral");
        assertThat(ada.lastResponse().path("replace_original")).hasToString("false");
        assertThat(ada.lastResponse().at("/blocks/0/text/text").asText()).contains(text);
    }

    @Test
    void theInviteesClickJoinsAndTheMessageSaysSo() {
        TestRequest.Answer answer = ada.click("U1", "join");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEmpty();
        assertThat(ada.enrolled()).isEqualTo(1);
        assertThat(ada.slack.seen().get(0).path()).isEqualTo("/actions/T1/2/3");
        assertReplaced("You're in!");
    }

    @Test
    void aRequestWithTheLongestMessageIsAccepted() {
        ObjectNode payload = ada.signed.click("U1", "join", ada.token);
        payload.putObject("message").put("text", "😀".repeat(3_000)).put("block", "😀".repeat(3_000));
        String asSlackWritesIt = payload.toString().replace("😀", "\\ud83d\\ude00");

        assertThat(ada.signed
                        .call(ada.api, SignedSlackRequest.form(asSlackWritesIt))
                        .send()
                        .status())
                .isEqualTo(200);
        assertThat(ada.enrolled()).isEqualTo(1);
    }

    @Test
    void aRedirectOfTheResponseUrlIsNotFollowed() {
        ada.slack.answers(307, "", Map.of("location", ada.slack.responseUrl() + "/elsewhere"));

        assertThat(ada.click("U1", "join").status()).isEqualTo(200);

        assertThat(ada.enrolled()).isEqualTo(1);
        assertThat(ada.slack.seen()).extracting(FakeSlack.Seen::path).containsExactly("/actions/T1/2/3");
    }

    @Test
    void aDoubleClickJoinsOnce() {
        ada.click("U1", "join");
        ada.click("U1", "join");

        assertThat(ada.enrolled()).isEqualTo(1);
        assertReplaced("You're in already");
    }

    @Test
    void decliningReplacesTheMessage() {
        ada.click("U1", "decline");
        assertReplaced("Not this time");

        ada.click("U1", "join");
        assertReplaced("You have declined");
        assertThat(ada.enrolled()).isZero();
    }

    @Test
    void aClickerWithoutAParticipantIsRejected() {
        ada.put("participants/ada", "{'name':'Ada'}");

        ada.click("U1", "join");

        assertEphemeral("for somebody else");
        assertThat(ada.enrolled()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"W1", "U1"})
    void aClickByEitherIdOfAPersonWhoseWorkspaceHasMigratedJoins(String user) {
        ada.put("participants/ada", "{'name':'Ada <!here>','slackUserId':'W1','formerSlackUserId':'U1'}");

        ada.click(user, "join");

        assertReplaced("You're in!");
    }

    @Test
    void anErasedPersonsClickIsRejected() {
        TestRequest.of(ada.api, "DELETE", "/v1/participants/ada").send();

        ada.click("U1", "join");

        assertEphemeral("for somebody else");
        assertThat(ada.enrolled()).isZero();
    }

    @Test
    void theButtonsStayWhileTheDestinationIsPaused() {
        ada.put("tracks/leadership", "{'title':'Leadership','status':'paused'}");

        ada.click("U1", "join");
        assertEphemeral("Not right now\nLeadership can't be joined at the moment.");

        ada.put("tracks/leadership", "{'title':'Leadership','status':'active'}");
        ada.click("U1", "join");
        assertReplaced("You're in!");
    }

    @Test
    void anExpiredInvitationSaysSo() {
        ada.program.clock.advance(Duration.ofDays(14));

        ada.click("U1", "join");

        assertReplaced("This invitation has expired");
        assertThat(ada.enrolled()).isZero();
    }

    @Test
    void aWithdrawnInvitationSaysSo() {
        TestRequest.of(ada.api, "POST", "/v1/participants/ada/invitations/leadership/1/withdraw")
                .send();

        ada.click("U1", "join");

        assertReplaced("This invitation is closed");
    }

    @Test
    void anInviteeWhoHasStartedTheTrackSinceSeesThat() {
        TestRequest.of(ada.api, "POST", "/v1/tracks/leadership/enrollments")
                .body("{\"participantId\":\"ada\"}")
                .send();

        ada.click("U1", "join");

        assertReplaced("This invitation is closed");
        assertThat(ada.lastResponse().at("/blocks/1/text/text").asText())
                .contains("You have started Leadership before.");
    }

    @Test
    void aTokenOfADeletedInvitationChangesNothing() {
        String gone = ada.token(7);

        ada.click(ada.signed.click("U1", "join", gone));

        assertEphemeral("This invitation is gone");
    }

    @Test
    void otherRequestsOfSlackAreAcceptedAndIgnored() {
        int written = ada.program.writes();
        ObjectNode opened = ada.signed.click("U1", "open", "");
        ObjectNode shortcut = ada.signed.click("U1", "join", ada.token).put("type", "shortcut");
        ObjectNode without = ada.signed.click("U1", "join", ada.token);
        without.remove("actions");

        assertThat(ada.click(opened).status()).isEqualTo(200);
        assertThat(ada.click(shortcut).status()).isEqualTo(200);
        assertThat(ada.click(without).status()).isEqualTo(200);
        assertThat(ada.signed.call(ada.api, "ssl_check=1&token=x").send().status())
                .isEqualTo(200);
        assertThat(ada.program.writes()).isEqualTo(written);
        assertThat(ada.slack.seen()).isEmpty();
    }

    @Test
    void aClickCountsEvenIfTheResponseToSlackFails() {
        ada.slack.answers(500, "no", Map.of());
        assertThat(ada.click("U1", "join").status()).isEqualTo(200);
        ada.slack.hangUp();
        assertThat(ada.click("U1", "join").status()).isEqualTo(200);

        assertThat(ada.enrolled()).isEqualTo(1);
        assertThat(ada.slack.seen()).hasSize(2);
    }

    @Test
    void aFormThatIsNotBase64IsReadToo() {
        String form = SignedSlackRequest.form(ada.signed.click("U1", "join", ada.token));

        assertThat(ada.signed.call(ada.api, form).text(form).send().status()).isEqualTo(200);
        assertThat(ada.enrolled()).isEqualTo(1);
    }

    @Test
    void theRouteIsNotFoundIfSlackIsNotConfigured() {
        TestRequest.Answer answer =
                ada.signed.call(ada.program.api(), "ssl_check=1").send();

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.at("/detail")).isEqualTo("Slack is not configured");
    }
}
