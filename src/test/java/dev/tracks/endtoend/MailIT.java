package dev.tracks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.local.LocalOptions;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sesv2.SesV2Client;

/** {@code TRACKS_CHANNEL=ses}: the packaged functions send mails with the AWS SDK to the local SES. */
class MailIT {
    private static final BigDecimal TEN_MINUTES_PER_SECOND = new BigDecimal(600);

    private static Program program;

    @BeforeAll
    static void start() {
        program = Program.start(LocalOptions.defaults()
                .withInstances(1)
                .withSpeed(TEN_MINUTES_PER_SECOND)
                .withEnvironment(Map.of("TRACKS_CHANNEL", "ses", "TRACKS_SES_FROM", "Tracks <tracks@example.com>")));
        put("/v1/tracks/day-1", "{\"title\":\"Day 1\",\"status\":\"active\"}");
        put("/v1/tracks/week-1", "{\"title\":\"Week 1\",\"status\":\"active\"}");
        put("/v1/tracks/leadership", "{\"title\":\"Leadership\",\"status\":\"active\"}");
        put(
                "/v1/tracks/day-1/steps/s1",
                "{\"destinationTrackId\":\"week-1\",\"confirmationMessage\":\"Welcome, {{user}}!\\nBye\"}");
        put(
                "/v1/tracks/day-1/steps/s2",
                "{\"destinationTrackId\":\"leadership\",\"enrollmentMethod\":\"manual\",\"invitationMessage\":\"Lead, {{user}}?\",\"mailSubject\":\"{{track}}, {{user}}\"}");
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    private static void put(String path, String body) {
        assertThat(program.send("PUT", path, body).status()).as(path).isLessThan(300);
    }

    private static void enroll(String id, String email) {
        put("/v1/participants/" + id, "{\"name\":\"Ada <b>\",\"email\":\"" + email + "\"}");
        assertThat(program.send("POST", "/v1/tracks/day-1/enrollments", "{\"participantId\":\"" + id + "\"}")
                        .status())
                .isEqualTo(201);
    }

    private static List<JsonNode> mails(String id) {
        JsonNode data = program.send("GET", "/local/messages", "").json().path("data");
        return StreamSupport.stream(data.spliterator(), false)
                .filter(mail -> mail.path("to").asText().equals(id))
                .toList();
    }

    @Test
    void aMailArrivesAndItsLinkJoins() {
        enroll("ada", "ada@example.com");

        program.eventually(() -> mails("ada").size() == 2, "both mails");
        assertThat(mails("ada"))
                .filteredOn(mail -> mail.path("kind").asText().equals("confirmation"))
                .singleElement()
                .satisfies(mail -> {
                    assertThat(mail.path("text").asText()).isEqualTo("Welcome, Ada <b>!\nBye");
                    assertThat(mail.path("subject").asText()).isEqualTo("Welcome, Ada <b>!");
                    assertThat(mail.path("button").isNull()).isTrue();
                });
        assertThat(mails("ada"))
                .filteredOn(mail -> mail.path("kind").asText().equals("invitation"))
                .extracting(mail -> mail.path("subject").asText())
                .containsExactly("Leadership, Ada <b>");
        String link = mails("ada").stream()
                .filter(mail -> mail.path("kind").asText().equals("invitation"))
                .map(mail -> mail.at("/button/url").asText())
                .findFirst()
                .orElseThrow();
        String page = URI.create(link).getPath();
        assertThat(program.send("GET", page, "").text()).contains("Lead, Ada &lt;b&gt;?");
        assertThat(program.send("POST", page, "answer=join").status()).isEqualTo(200);
        assertThat(program.instances("ada")).contains("leadership/1");
    }

    private static List<JsonNode> undeliverable(String id) {
        JsonNode data = program.get("/v1/participants/" + id + "/history").path("data");
        return StreamSupport.stream(data.spliterator(), false)
                .filter(entry -> entry.path("decision").asText().equals("undeliverable"))
                .map(entry -> entry.path("evidence"))
                .toList();
    }

    private static List<String> errors(String id) {
        return undeliverable(id).stream()
                .map(evidence -> evidence.path("error").asText())
                .toList();
    }

    private static void start(String track, String id) {
        assertThat(program.send(
                                "POST",
                                "/v1/tracks/" + track + "/enrollments",
                                "{\"participantId\":\"" + id + "\",\"reEnrollment\":\"yes\"}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aBouncedMailIsUndeliverableWithTheReasonAndNoMailFollowsUntilTheAddressChanges() {
        put("/v1/tracks/day-2", "{\"title\":\"Day 2\",\"status\":\"active\"}");
        put("/v1/tracks/day-2/steps/s1", "{\"destinationTrackId\":\"week-1\",\"reEnrollment\":\"yes\"}");
        put("/v1/participants/bob", "{\"name\":\"Bob\",\"email\":\"bob@bounced.example\"}");
        start("day-2", "bob");
        program.eventually(() -> errors("bob").equals(List.of("bounced")), "the bounce");
        assertThat(undeliverable("bob").get(0).path("message").asText()).isEqualTo("confirmation");
        assertThat(undeliverable("bob").get(0).path("detail").asText())
                .isEqualTo("Permanent General: smtp; 550 5.1.1 user unknown");

        start("day-2", "bob");
        program.eventually(() -> errors("bob").equals(List.of("address_bounced", "bounced")), "the refusal");

        put("/v1/participants/bob", "{\"name\":\"Bob\",\"email\":\"bob@example.com\"}");
        start("day-2", "bob");
        program.eventually(() -> mails("bob").size() == 1, "the mail to the other address");
        assertThat(errors("bob")).hasSize(2);
    }

    /** As an operator pauses and resumes sending with the AWS CLI. */
    @Test
    void whileSendingIsPausedMailsWaitAndAreSentOnceAfterwards() {
        List<String> people = List.of("paused-1", "paused-2", "paused-3");
        try (SesV2Client ses = program.client(SesV2Client.builder())) {
            ses.putAccountSendingAttributes(request -> request.sendingEnabled(false));
            people.forEach(id -> enroll(id, id + "@example.com"));
            program.eventually(
                    () -> people.stream().allMatch(id -> program.instances(id).size() == 2), "enrollments");

            ses.putAccountSendingAttributes(request -> request.sendingEnabled(true));
        }

        program.eventually(() -> people.stream().allMatch(id -> mails(id).size() == 2), "all mails");
        assertThat(people).allMatch(id -> undeliverable(id).isEmpty());
    }

    @Test
    void theHistorySaysWhatBecameOfEachMail() {
        List.of("complained", "rejected", "full", "delayed")
                .forEach(fate -> enroll(fate, fate + "@" + fate + ".example"));

        program.eventually(
                () -> errors("complained").contains("complained")
                        && !undeliverable("complained").isEmpty(),
                "the complaint");
        program.eventually(() -> errors("rejected").equals(List.of("rejected", "rejected")), "the rejections");
        program.eventually(
                () -> errors("full").equals(List.of("bounced_temporarily", "bounced_temporarily")),
                "both transient bounces");
        assertThat(undeliverable("rejected").get(0).path("detail").asText()).isEqualTo("Bad content");
        assertThat(undeliverable("full").get(0).path("detail").asText())
                .isEqualTo("Transient MailboxFull: smtp; 552 5.2.2 mailbox full");
        program.eventually(() -> mails("delayed").size() == 2, "the delayed mails");
        assertThat(errors("delayed")).isEmpty();
    }

    @Test
    void noMailFollowsAComplaintUntilTheSameAddressIsSetAgain() {
        put("/v1/tracks/day-3", "{\"title\":\"Day 3\",\"status\":\"active\"}");
        put("/v1/tracks/day-3/steps/s1", "{\"destinationTrackId\":\"week-1\",\"reEnrollment\":\"yes\"}");
        String eve = "{\"name\":\"Eve\",\"email\":\"eve@complained.example\"}";
        put("/v1/participants/eve", eve);
        start("day-3", "eve");
        program.eventually(() -> errors("eve").equals(List.of("complained")), "the complaint");

        start("day-3", "eve");
        program.eventually(() -> errors("eve").equals(List.of("address_complained", "complained")), "the refusal");
        assertThat(mails("eve")).hasSize(1);

        put("/v1/participants/eve", "{\"name\":\"Eve\"}");
        put("/v1/participants/eve", eve);
        start("day-3", "eve");
        program.eventually(() -> mails("eve").size() == 2, "the mail to the same address");
    }
}
