package dev.tracks.lambda.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.StepReached;
import dev.tracks.lambda.InMemoryApplication;
import dev.tracks.store.table.Check;
import dev.tracks.store.table.Condition;
import dev.tracks.store.table.Items;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Write;
import dev.tracks.usecase.message.JoinToken;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A caller sees evidence and names only if they may read the records behind them. Grace is Ada's manager. lead and boss
 * manage onboarding, boss alone manages managing, and onboarding's step leads to managing.
 */
class EvidenceTest {
    private static final StepReached CAUSE = new StepReached("onboarding", "s1", "ada", 1);
    private static final String STEP = "tracks/onboarding/steps/s1";

    private final InMemoryApplication program = new InMemoryApplication();
    private final HttpApi api = program.api();

    @BeforeEach
    void tracksAndPeople() {
        put("tracks/onboarding", "{'title':'Onboarding','status':'active','managers':['lead','boss']}");
        put("tracks/managing", "{'title':'Managing','status':'active','managers':['boss']}");
        put("participants/lead", "{'name':'Lead'}");
        put("participants/boss", "{'name':'Boss'}");
        put("participants/grace", "{'name':'Grace'}");
        put("participants/ada", "{'name':'Ada','managerId':'grace','attributes':{'disability':'none'}}");
        enroll("onboarding", "ada");
    }

    private void put(String path, String body) {
        assertThat(send("PUT", path, "root", "admin", body).status()).isLessThan(300);
    }

    private void enroll(String track, String person) {
        assertThat(send(
                                "POST",
                                "tracks/" + track + "/enrollments",
                                "root",
                                "admin",
                                "{'participantId':'" + person + "'}")
                        .status())
                .isEqualTo(201);
    }

    private TestRequest.Answer send(String method, String path, String subject, String role, String body) {
        return TestRequest.of(api, method, "/v1/" + path)
                .as(subject, role)
                .body(body.replace('\'', '"'))
                .send();
    }

    /** The only skip in the person's history, read by that caller. */
    private JsonNode skip(String person, String subject, String role) {
        for (JsonNode entry : send("GET", "participants/" + person + "/history", subject, role, "")
                .json()
                .at("/data")) {
            if (entry.hasNonNull("reason")) {
                return entry;
            }
        }
        throw new AssertionError("no skip");
    }

    private String evidence(String person, String subject, String role) {
        return skip(person, subject, role).get("evidence").toString();
    }

    @Test
    void aMemberSeesNoEvidenceAboutTheirManagersEnrollments() {
        put(STEP, "{'destinationTrackId':'managing','enrollee':'manager'}");
        enroll("managing", "grace");
        program.reach(CAUSE);

        String all = "{\"instance\":1,\"status\":\"active\",\"startedAt\":\"2025-03-03T09:00:00Z\"}";
        assertThat(skip("ada", "ada", "member").get("reason").asText()).isEqualTo("previously_started");
        assertThat(evidence("ada", "ada", "member")).isEqualTo("{}");
        assertThat(evidence("ada", "root", "admin")).isEqualTo(all);
        assertThat(evidence("ada", "boss", "manager")).isEqualTo(all);
        assertThat(evidence("ada", "lead", "manager")).isEqualTo("{}");
        assertThat(evidence("grace", "grace", "member")).isEqualTo(all);
        assertThat(send("GET", "participants/grace/enrollments/managing/1", "lead", "manager", "")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aManagerSeesEvidenceAboutEnrollmentsInTheirOwnTracksOnly() {
        put(STEP, "{'destinationTrackId':'managing'}");
        enroll("managing", "ada");
        program.reach(CAUSE);

        assertThat(evidence("ada", "lead", "manager")).isEqualTo("{}");
        assertThat(evidence("ada", "boss", "manager")).contains("startedAt");
        assertThat(evidence("ada", "ada", "member")).contains("startedAt");
    }

    @Test
    void aManagerSeesNoEvidenceAboutTheirReportsRecord() {
        put(
                STEP,
                "{'destinationTrackId':'managing','enrollee':'manager','enrollmentMethod':'manual',"
                        + "'invitationMessage':'x','audience':{'disability':['none']}}");
        program.reach(CAUSE);
        put("participants/ada", "{'name':'Ada','managerId':'grace','attributes':{'disability':'some'}}");
        String link = program.links
                .link(new JoinToken("grace", new InvitationRef("managing", 1), CAUSE))
                .getPath();
        TestRequest.of(api, "POST", link).body("answer=join").send();

        assertThat(skip("grace", "grace", "member").get("reason").asText()).isEqualTo("not_in_audience");
        assertThat(evidence("grace", "grace", "member")).isEqualTo("{}");
        assertThat(evidence("grace", "root", "admin")).isEqualTo("{\"attribute\":\"disability\"}");
    }

    @Test
    void aPersonSeesTheEvidenceAboutTheirOwnRecord() {
        put(STEP, "{'destinationTrackId':'managing','audience':{'disability':['some']}}");
        program.reach(CAUSE);

        assertThat(evidence("ada", "ada", "member")).isEqualTo("{\"attribute\":\"disability\"}");
        assertThat(evidence("ada", "lead", "manager")).isEqualTo("{\"attribute\":\"disability\"}");
    }

    /** A run stores the enrollee of its latest evaluation only; the earlier evaluation was about Grace. */
    @Test
    void aMemberDoesNotSeeTheirManagersTimeZone() {
        put(STEP, "{'destinationTrackId':'managing','enrollee':'manager','delay':{'amount':1,'unit':'days'}}");
        program.memory.write(List.of(new Write.Update(
                Keys.participant("grace"),
                Map.of("timeZone", Items.text("Mars/Olympus")),
                Set.of(),
                Check.of(Condition.ALWAYS))));
        program.reach(CAUSE);

        assertThat(deferral("ada", "ada", "member")).isEqualTo("{}");
        assertThat(deferral("grace", "grace", "member")).contains("Mars/Olympus");
        assertThat(deferral("ada", "root", "admin")).contains("Mars/Olympus");
        assertThat(deferral("ada", "lead", "manager")).isEqualTo("{}");
        String preview = STEP + "/preview";
        assertThat(send("POST", preview, "boss", "manager", "{'participantId':'ada'}")
                        .json()
                        .at("/outcome/evidence"))
                .isEmpty();
        assertThat(send("POST", preview, "root", "admin", "{'participantId':'ada'}")
                        .at("/outcome/evidence/unknownTimeZone"))
                .isEqualTo("Mars/Olympus");
    }

    private String deferral(String person, String subject, String role) {
        for (JsonNode entry : send("GET", "participants/" + person + "/history", subject, role, "")
                .json()
                .at("/data")) {
            if (entry.at("/decision").textValue().equals("deferred")) {
                return entry.at("/evidence").toString();
            }
        }
        throw new AssertionError("no deferral");
    }

    @Test
    void evidenceOfAnEarlierEvaluationIsForAdminsOnly() {
        put(STEP, "{'destinationTrackId':'managing','enrollee':'manager'}");
        enroll("managing", "grace");
        program.reach(CAUSE);
        put(STEP, "{'destinationTrackId':'managing'}");
        program.clock.advance(Duration.ofMinutes(1));
        program.reach(CAUSE);

        assertThat(evidence("ada", "ada", "member")).isEqualTo("{}");
        assertThat(evidence("ada", "root", "admin")).contains("startedAt");
    }

    @Test
    void aPreviewNamesOnlyAManagerWhomTheCallerMayRead() {
        put(STEP, "{'destinationTrackId':'managing','confirmationMessage':'{{user}}, {{manager}}'}");
        String preview = STEP + "/preview";
        String ada = "{'participantId':'ada'}";

        assertThat(send("POST", preview, "root", "admin", ada).at("/messages/confirmation"))
                .isEqualTo("Ada, Grace");
        assertThat(send("POST", preview, "boss", "manager", ada).at("/messages/confirmation"))
                .isEqualTo("Ada, your manager");

        enroll("managing", "grace");
        assertThat(send("POST", preview, "boss", "manager", ada).at("/messages/confirmation"))
                .isEqualTo("Ada, Grace");
    }

    @Test
    void exactlyTheSelectableDestinationsCanBeSaved() {
        put("tracks/first", "{'title':'First','status':'active','managers':['lead']}");
        put("tracks/first/steps/s1", "{'destinationTrackId':'onboarding'}");
        for (String[] caller : new String[][] {{"root", "admin"}, {"boss", "manager"}, {"lead", "manager"}}) {
            JsonNode list = send("GET", "tracks/onboarding/destinations", caller[0], caller[1], "")
                    .json()
                    .get("data");

            assertThat(list).hasSize(2);
            list.forEach(destination -> {
                String body = "{'destinationTrackId':'" + destination.get("id").asText() + "'}";
                int status = send("PUT", STEP, caller[0], caller[1], body).status();
                String reason = destination.get("reason").asText();
                assertThat(status)
                        .as(caller[0] + destination)
                        .isEqualTo(reason.equals("forbidden") ? 403 : reason.equals("loop_detected") ? 409 : 201);
                assertThat(destination.get("selectable").asBoolean()).isEqualTo(status == 201);
                assertThat(destination.hasNonNull("path")).isEqualTo(status == 409);
                send("DELETE", STEP, "root", "admin", "");
            });
        }
    }
}
