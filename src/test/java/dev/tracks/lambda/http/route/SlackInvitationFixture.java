package dev.tracks.lambda.http.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.StepReached;
import dev.tracks.lambda.InMemoryApplication;
import dev.tracks.lambda.http.HttpApi;
import dev.tracks.lambda.http.TestRequest;
import dev.tracks.slack.FakeSlack;
import dev.tracks.usecase.message.JoinToken;

/** An application with Slack. Ada is U1 in Slack and invited to leadership; Linus is U2. */
final class SlackInvitationFixture implements AutoCloseable {
    static final StepReached CAUSE = new StepReached("week-1", "s1", "ada", 1);
    static final String SECRET = "8f742231b10e8888abcd99yyyzzz85a5";

    final FakeSlack slack = new FakeSlack();
    final InMemoryApplication program = new InMemoryApplication();
    final HttpApi api = program.api(SECRET, slack.api());
    final SignedSlackRequest signed =
            new SignedSlackRequest(SECRET, slack.responseUrl().toString());
    final String token = token(1);

    SlackInvitationFixture() {
        put("tracks/week-1", "{'title':'Week 1','status':'active'}");
        put("tracks/leadership", "{'title':'Leadership','status':'active'}");
        put("participants/ada", "{'name':'Ada <!here>','slackUserId':'U1'}");
        put("participants/linus", "{'name':'Linus','slackUserId':'U2'}");
        put(
                "tracks/week-1/steps/s1",
                "{'destinationTrackId':'leadership','enrollmentMethod':'manual',"
                        + "'invitationMessage':'{{user}}, lead!'}");
        TestRequest.of(api, "POST", "/v1/tracks/week-1/enrollments")
                .body("{\"participantId\":\"ada\"}")
                .send();
        program.reach(CAUSE);
    }

    void put(String path, String body) {
        TestRequest.of(api, "PUT", "/v1/" + path).body(body.replace('\'', '"')).send();
    }

    /** A token for Ada's invitation with that number; only the first exists. */
    String token(int number) {
        return program.links.signed(new JoinToken("ada", new InvitationRef("leadership", number), CAUSE));
    }

    TestRequest.Answer click(String user, String action) {
        return click(signed.click(user, action, token));
    }

    TestRequest.Answer click(ObjectNode payload) {
        return signed.call(api, SignedSlackRequest.form(payload)).send();
    }

    /** Handles a click that was queued. */
    void handle(String click) {
        program.handledClicks(slack.api()).send(click);
    }

    /** The number of enrollments in leadership. */
    int enrolled() {
        return TestRequest.of(api, "GET", "/v1/tracks/leadership/enrollments")
                .send()
                .json()
                .path("data")
                .size();
    }

    /** The last response sent to Slack's response_url. */
    JsonNode lastResponse() {
        return slack.seen().get(slack.seen().size() - 1).body();
    }

    @Override
    public void close() {
        slack.close();
    }
}
