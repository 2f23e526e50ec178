package dev.tracks.lambda.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.StepReached;
import dev.tracks.lambda.InMemoryApplication;
import dev.tracks.lambda.http.HttpApi;
import dev.tracks.lambda.http.TestRequest;
import dev.tracks.lambda.http.protocol.HttpRequest;
import dev.tracks.usecase.message.JoinToken;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ada is in week-1 and invited to leadership. */
class JoinRoutesTest {
    private static final StepReached CAUSE = new StepReached("week-1", "s1", "ada", 1);

    private final InMemoryApplication program = new InMemoryApplication();
    private final HttpApi api = program.api();
    private final String link = program.links
            .link(new JoinToken("ada", new InvitationRef("leadership", 1), CAUSE))
            .getPath();

    private TestRequest.Answer put(String path, String body) {
        return TestRequest.of(api, "PUT", "/v1/" + path).body(body).send();
    }

    private TestRequest.Answer click(String answer) {
        return TestRequest.of(api, "POST", link)
                .withoutToken()
                .body("answer=" + answer)
                .send();
    }

    private TestRequest.Answer open() {
        return TestRequest.of(api, "GET", link).withoutToken().send();
    }

    private List<String> decisions() {
        return TestRequest.of(api, "GET", "/v1/participants/ada/history")
                .send()
                .json()
                .findValuesAsText("decision");
    }

    private void track(String id, String status) {
        put("tracks/" + id, "{\"title\":\"" + id + "\",\"status\":\"" + status + "\"}");
    }

    @BeforeEach
    void adaIsInvited() {
        track("week-1", "active");
        track("leadership", "active");
        put("participants/ada", "{\"name\":\"Ada <b>\"}");
        put(
                "tracks/week-1/steps/s1",
                "{\"destinationTrackId\":\"leadership\",\"enrollmentMethod\":\"manual\","
                        + "\"invitationMessage\":\"Dear {{user}}, lead!\",\"joinButtonText\":\"Level up!\"}");
        TestRequest.of(api, "POST", "/v1/tracks/week-1/enrollments")
                .body("{\"participantId\":\"ada\"}")
                .send();
        program.reach(CAUSE);
    }

    @Test
    void theLinkShowsTheInvitationWithItsButtonAndEscapesValues() {
        TestRequest.Answer page = open();

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.headers()).containsEntry("content-type", "text/html; charset=utf-8");
        assertThat(page.headers().get("content-security-policy")).contains("form-action 'self'");
        assertThat(page.text())
                .contains("Dear Ada &lt;b&gt;, lead!", "Level up!")
                .doesNotContain("<script", "<b>");
    }

    @Test
    void aLinkWithASlashAtItsEndLeadsToTheLinkWithout() {
        TestRequest.Answer found =
                TestRequest.of(api, "GET", link + "/").withoutToken().send();

        assertThat(found.status()).isEqualTo(302);
        assertThat(URI.create("https://tracks.example" + link + "/")
                        .resolve(found.headers().get("location"))
                        .getPath())
                .isEqualTo(link);
        assertThat(TestRequest.of(api, "GET", "/join/x\r\nset-cookie:a/").send().headers())
                .doesNotContainKey("location");
    }

    @Test
    void aFormWithASlashAtItsEndIsAccepted() {
        assertThat(TestRequest.of(api, "POST", link + "/")
                        .withoutToken()
                        .body("answer=join")
                        .send()
                        .text())
                .contains("You have joined leadership");
    }

    @Test
    void theStyleSheetIsRelativeToTheLink() {
        assertThat(open().text()).contains("href=\"../join.css\"");
    }

    @Test
    void repeatedClicksEnrollOnce() {
        assertThat(click("join").text()).contains("You have joined leadership");
        assertThat(click("join").text()).contains("You're in already".replace("'", "&#39;"));
        assertThat(click("decline").text()).contains("You have joined leadership with this invitation");

        assertThat(TestRequest.of(api, "GET", "/v1/tracks/leadership/enrollments")
                        .send()
                        .json()
                        .at("/data"))
                .hasSize(1);
        assertThat(decisions()).contains("invited", "accepted");
    }

    @Test
    void theEnrollmentsSourceIsTheInvitation() {
        click("join");

        TestRequest.Answer enrollment = TestRequest.of(api, "GET", "/v1/participants/ada/enrollments/leadership/1")
                .send();

        assertThat(enrollment.at("/source/kind")).isEqualTo("invitation");
        assertThat(enrollment.at("/source/stepId")).isEqualTo("s1");
        assertThat(enrollment.json().at("/lineage").toString()).isEqualTo("[\"week-1\",\"leadership\"]");
    }

    @Test
    void aDeclinedInvitationCannotBeAccepted() {
        assertThat(click("decline").text()).contains("You have declined leadership");
        assertThat(click("join").text()).contains("You have declined leadership before");
        assertThat(decisions()).contains("declined").doesNotContain("accepted");
    }

    @Test
    void anInvitationStaysOpenWhileItsDestinationIsPaused() {
        track("leadership", "paused");

        assertThat(click("join").text()).contains("Not right now");
        assertThat(decisions()).contains("skipped");

        track("leadership", "active");
        assertThat(click("join").text()).contains("You have joined");
    }

    @Test
    void aRemovedStepClosesTheInvitation() {
        TestRequest.of(api, "DELETE", "/v1/tracks/week-1/steps/s1").send();

        assertThat(click("join").text()).contains("This invitation is closed");
        assertThat(open().text()).contains("This invitation is closed");
    }

    @Test
    void anInviteeWhoHasStartedTheTrackSinceSeesThat() {
        TestRequest.of(api, "POST", "/v1/tracks/leadership/enrollments")
                .body("{\"participantId\":\"ada\"}")
                .send();

        assertThat(click("join").text()).contains("You have started leadership before");
    }

    @Test
    void aWithdrawnInvitationCannotBeAccepted() {
        TestRequest.Answer withdrawn = TestRequest.of(
                        api, "POST", "/v1/participants/ada/invitations/leadership/1/withdraw")
                .send();

        assertThat(withdrawn.at("/status")).isEqualTo("withdrawn");
        assertThat(click("join").text()).contains("This invitation is closed");
        assertThat(TestRequest.of(api, "POST", "/v1/participants/ada/invitations/leadership/1/resend")
                        .send()
                        .status())
                .isEqualTo(409);
    }

    @Test
    void aResentInvitationIsDeliveredAgain() {
        TestRequest.Answer resent = TestRequest.of(api, "POST", "/v1/participants/ada/invitations/leadership/1/resend")
                .send();

        assertThat(resent.at("/status")).isEqualTo("pending");
        assertThat(decisions()).contains("resent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "answer=maybe", "answer=join&answer=join", "other=join", "answer=%zz"})
    void anInvalidFormShowsThePageAgain(String form) {
        TestRequest.Answer page =
                TestRequest.of(api, "GET", link).withoutToken().send();
        int written = program.writes();

        TestRequest.Answer answer =
                TestRequest.of(api, "POST", link).withoutToken().body(form).send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.headers()).isEqualTo(page.headers()).containsEntry("cache-control", "no-store");
        assertThat(answer.text()).isEqualTo(page.text());
        assertThat(program.writes()).isEqualTo(written);
    }

    @Test
    void anUndecodableOrTooLargeFormShowsThePageAgain() {
        TestRequest.Answer bytes =
                TestRequest.of(api, "POST", link).withoutToken().base64("/w==").send();
        TestRequest.Answer endless = TestRequest.of(api, "POST", link)
                .withoutToken()
                .body("answer=join&x=" + "x".repeat(HttpRequest.BODY_MAX))
                .send();

        assertThat(bytes.status()).isEqualTo(400);
        assertThat(endless.status()).isEqualTo(413);
        assertThat(bytes.headers()).extractingByKey("content-type").asString().startsWith("text/html");
        assertThat(endless.text()).isEqualTo(bytes.text());
    }

    @Test
    void eachChangedCharacterInvalidatesTheLink() {
        int start = "/join/".length();
        for (int i = start; i < link.length(); i++) {
            char other = link.charAt(i) == 'A' ? 'B' : 'A';
            String forged = link.substring(0, i) + other + link.substring(i + 1);

            TestRequest.Answer answer = TestRequest.of(api, "POST", forged)
                    .withoutToken()
                    .body("answer=join")
                    .send();

            assertThat(answer.status()).as(forged).isEqualTo(404);
            assertThat(answer.text()).contains("This link does not work");
        }
        assertThat(decisions()).doesNotContain("accepted");
    }
}
