package dev.tracks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.local.LocalOptions;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The packaged functions with a Slack emulator that checks requests as Slack does. Week-1 invites to leadership. */
class SlackIT {
    /** Ten minutes pass in a second, so that a held message is due soon. */
    private static final BigDecimal SPEED = new BigDecimal(600);

    private static final long TEN_MINUTES_IN_SECONDS = 1;

    private static Program program;

    @BeforeAll
    static void start() {
        program = Program.start(LocalOptions.defaults()
                .withSlack(true)
                .withSpeed(SPEED)
                .withEnvironment(Map.of("TRACKS_CONFIG_CACHE", "PT0S", "TRACKS_SLACK_LOOKUP_BY_EMAIL", "true")));
        put("tracks/week-1", "{'title':'Week 1','status':'active'}");
        put("tracks/leadership", "{'title':'Leadership','status':'active'}");
        put(
                "tracks/week-1/steps/s2",
                "{'destinationTrackId':'leadership','enrollmentMethod':'manual','joinButtonText':'Level up!',"
                        + "'invitationMessage':'{{user}}, you could lead & <mentor>.',"
                        + "'confirmationMessage':'{{user}} leads.'}");
    }

    @AfterAll
    static void close() {
        program.close();
    }

    private static void put(String path, String body) {
        assertThat(program.send("PUT", "/v1/" + path, body.replace('\'', '"')).status())
                .isBetween(200, 201);
    }

    private static void invite(String person, String slackUser) {
        put("participants/" + person, "{'name':'" + person + "'" + slackUser + "}");
        String body = "{\"participantId\":\"" + person + "\"}";
        assertThat(program.send("POST", "/v1/tracks/week-1/enrollments", body).status())
                .isEqualTo(201);
    }

    /** The messages in the conversation with that user, newest first. */
    private static List<JsonNode> conversation(String user) {
        JsonNode data = program.get("/local/slack").path("data");
        return StreamSupport.stream(data.spliterator(), false)
                .filter(message -> message.path("channel").asText().equals(user))
                .toList();
    }

    private static JsonNode invitation(String user) {
        program.eventually(() -> !conversation(user).isEmpty(), "an invitation of " + user);
        List<JsonNode> messages = conversation(user);
        return messages.get(messages.size() - 1);
    }

    private static String page(JsonNode message) {
        return "/local/slack/messages/" + message.path("ts").asText();
    }

    private static int click(JsonNode message, String form) {
        return program.send("POST", page(message), form).status();
    }

    private static boolean isReplaced(JsonNode message) {
        return message.path("replaced").asBoolean();
    }

    private static List<String> instances(String person) {
        return program.instances(person);
    }

    @Test
    void anInvitationArrivesAndTheInviteesClickJoins() {
        invite("ada", ",'slackUserId':'U0ADA'");
        JsonNode message = invitation("U0ADA");
        assertThat(message.at("/blocks/1/elements/0/text/text").asText()).isEqualTo("Level up!");
        assertThat(program.get("/local/messages").findValuesAsText("text")).contains("ada, you could lead & <mentor>.");
        assertThat(program.send("GET", page(message), "").text()).contains("Level up!", "No, thanks");

        assertThat(click(message, "action=join&user=U0LINUS")).isEqualTo(303);
        program.eventually(() -> invitation("U0ADA").path("ephemeral").size() == 1, "the result of Linus's click");
        assertThat(invitation("U0ADA").at("/ephemeral/0/text").asText()).contains("for somebody else");
        assertThat(instances("ada")).containsExactly("week-1/1");

        assertThat(click(message, "action=join")).isEqualTo(303);
        program.eventually(() -> isReplaced(invitation("U0ADA")), "the result of Ada's click");
        JsonNode after = invitation("U0ADA");
        assertThat(after.path("blocks").toString())
                .contains("You have joined Leadership")
                .doesNotContain("actions");
        assertThat(instances("ada")).containsExactly("leadership/1", "week-1/1");
        program.eventually(() -> conversation("U0ADA").size() == 2, "the confirmation");
    }

    @Test
    void theButtonsDisappearAfterTheInvitationWasAnsweredElsewhere() {
        invite("joan", ",'slackUserId':'U0JOAN'");
        invite("mae", ",'slackUserId':'U0MAE'");
        JsonNode message = invitation("U0JOAN");
        invitation("U0MAE");

        String token = message.at("/blocks/1/elements/0/value").asText();
        assertThat(program.send("POST", "/join/" + token, "answer=join", "").status())
                .isEqualTo(200);
        assertThat(program.send("POST", "/v1/participants/mae/invitations/leadership/1/withdraw", "")
                        .status())
                .isEqualTo(200);

        program.eventually(() -> isReplaced(invitation("U0JOAN")), "that Joan's message has no buttons");
        assertThat(invitation("U0JOAN").path("blocks").toString())
                .contains("You have joined Leadership")
                .doesNotContain("actions");
        program.eventually(() -> isReplaced(invitation("U0MAE")), "that Mae's message has no buttons");
        assertThat(invitation("U0MAE").path("blocks").toString()).contains("This invitation is closed");
    }

    @Test
    void aPersonWithoutASlackIdIsFoundByTheirAddressAndTheirClickJoins() {
        invite("rosalind", ",'email':'rosalind@example.com'");
        JsonNode message = invitation("U0ROSALIND");

        click(message, "action=join");

        program.eventually(() -> isReplaced(invitation("U0ROSALIND")), "the result of Rosalind's click");
        assertThat(instances("rosalind")).containsExactly("leadership/1", "week-1/1");
    }

    @Test
    void aClickIsAcknowledgedInTimeWhileTheTableHangsAndCountsAfterwards() throws Exception {
        invite("katherine", ",'slackUserId':'U0KATHERINE'");
        String token =
                invitation("U0KATHERINE").at("/blocks/1/elements/0/value").asText();
        signal("-STOP");
        int status;
        try {
            status = new SignedClick("U0KATHERINE", "join", token).send(program);
        } finally {
            signal("-CONT");
        }

        assertThat(status).isEqualTo(200);
        program.eventually(() -> instances("katherine").contains("leadership/1"), "the join");
        program.eventually(() -> isReplaced(invitation("U0KATHERINE")), "that the message has no buttons");
    }

    private static void signal(String signal) throws Exception {
        String pid = String.valueOf(program.cloud().database().pid());
        assertThat(new ProcessBuilder("kill", signal, pid).start().waitFor()).isZero();
    }

    @Test
    void concurrentClicksCauseOneJoin() {
        invite("linus", ",'slackUserId':'U0LINUS'");
        JsonNode message = invitation("U0LINUS");
        SignedClick click = new SignedClick(
                "U0LINUS", "join", message.at("/blocks/1/elements/0/value").asText());

        List<CompletableFuture<Integer>> clicks = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> click.send(program)))
                .toList();

        assertThat(clicks).extracting(CompletableFuture::join).containsOnly(200);
        program.eventually(() -> conversation("U0LINUS").size() == 2, "one confirmation");
        assertThat(instances("linus")).containsExactly("leadership/1", "week-1/1");
    }

    @Test
    void aRateLimitedMessageIsStillSentOnce() {
        program.send("PUT", "/local/slack", "{\"rateLimited\":2,\"retryAfter\":1}");
        invite("grace", ",'slackUserId':'U0GRACE'");

        invitation("U0GRACE");
        click(invitation("U0GRACE"), "action=decline");
        program.eventually(() -> isReplaced(invitation("U0GRACE")), "the result of Grace's click");

        assertThat(conversation("U0GRACE")).hasSize(1);
        assertThat(invitation("U0GRACE").path("blocks").toString()).contains("You have declined Leadership");
    }

    /** The queue measures real time, so that it would deliver this message after an hour. */
    @Test
    void aMessageThatMustWaitForAnHourIsHeldInTheTableAndSentOnceByTheSweep() {
        program.send("PUT", "/local/slack", "{\"rateLimited\":1,\"retryAfter\":3600}");
        invite("mary", ",'slackUserId':'U0MARY'");

        invitation("U0MARY");

        assertThat(conversation("U0MARY")).hasSize(1);
        assertThat(program.queued("tracks-messages-dlq")).isEmpty();
    }

    /** Five messages find that the token is revoked; none of them is lost. */
    @Test
    void messagesThatARevokedTokenHasPreventedAreSentOnceTheTokenIsReplaced() {
        program.send(
                "PUT", "/local/slack", "{\"errors\":" + "[" + "\"token_revoked\",".repeat(4) + "\"token_revoked\"]}");
        List<String> people = IntStream.range(0, 5).mapToObj(i -> "revoked" + i).toList();

        people.forEach(person -> invite(person, ",'slackUserId':'U0" + person.toUpperCase(Locale.ROOT) + "'"));

        people.forEach(person -> invitation("U0" + person.toUpperCase(Locale.ROOT)));
        assertThat(people).noneMatch(person -> history(person).contains("undeliverable"));
    }

    /** In the profile {@code exhaustive}, fifty people. */
    @Test
    void peopleWhoAreInvitedDuringATenMinuteOutageAreToldOnceAfterwards() {
        List<String> people = IntStream.range(0, Integer.getInteger("outage.people", 12))
                .mapToObj(i -> "out" + i)
                .toList();
        Instant began = Instant.now();
        program.send("PUT", "/local/slack", "{\"outage\":\"account_inactive\"}");

        people.forEach(person -> invite(person, ",'slackUserId':'U0" + person.toUpperCase(Locale.ROOT) + "'"));
        program.eventually(() -> !Instant.now().isBefore(began.plusSeconds(TEN_MINUTES_IN_SECONDS)), "ten minutes");
        assertThat(people)
                .allMatch(person ->
                        conversation("U0" + person.toUpperCase(Locale.ROOT)).isEmpty());
        program.send("PUT", "/local/slack", "{\"outage\":null}");

        people.forEach(person -> invitation("U0" + person.toUpperCase(Locale.ROOT)));
        assertThat(people)
                .allMatch(person ->
                        conversation("U0" + person.toUpperCase(Locale.ROOT)).size() == 1);
        assertThat(people).noneMatch(person -> history(person).contains("undeliverable"));
        assertThat(program.queued("tracks-messages-dlq")).isEmpty();
    }

    @Test
    void aPermanentSlackErrorIsInTheHistory() {
        invite("gone", ",'slackUserId':'UGONE1'");
        invite("nobody", "");

        program.eventually(() -> history("gone").contains("channel_not_found"), "Slack's error for the first");
        program.eventually(() -> history("nobody").contains("no_slack_user"), "that the other is not found");
    }

    private static String history(String person) {
        return program.get("/v1/participants/" + person + "/history").toString();
    }
}
