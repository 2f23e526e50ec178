package dev.tracks.lambda.http.route.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.domain.job.JobRow;
import dev.tracks.domain.job.RowOutcome;
import dev.tracks.domain.record.ParticipantZone;
import dev.tracks.lambda.http.TestRequest.Answer;
import dev.tracks.store.job.TableJobRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class JobRowRoutesTest {
    private static final String TO_DAY_1 = "{'kind':'enroll','trackId':'day-1','who':{'participants':"
            + "['ada','linus','nobody','who@example.com','ADA@example.com']}}";

    private final JobScene scene = new JobScene();

    private String done(String body) {
        return scene.done(body).at("/id");
    }

    @Test
    void eachPersonHasARowWithWhatBecameOfThem() {
        scene.enrolled("day-1", "ada");

        Answer answer = scene.get("/v1/jobs/" + done(TO_DAY_1) + "/rows");

        assertThat(answer.json().get("data"))
                .containsExactlyInAnyOrder(
                        row(
                                "'ada','name':'Ada'",
                                "skipped",
                                "'previously_started'",
                                "'status':'active','instance':1," + "'startedAt':'2025-03-03T09:00:00Z'"),
                        row("'ada','name':'Ada'", "skipped", "'duplicate'", ""),
                        row("'linus','name':'Linus'", "enrolled", "null", "'trackId':'day-1','instance':1"),
                        row("'nobody','name':null", "skipped", "'participant_not_found'", ""),
                        row("null,'name':null", "skipped", "'participant_not_found'", "'email':'who@example.com'"));
        assertThat(answer.json().get("nextCursor").isNull()).isTrue();
    }

    private JsonNode row(String person, String outcome, String reason, String evidence) {
        return scene.parsed("{'participantId':" + person + ",'record':null,'outcome':'" + outcome + "','reason':"
                + reason + ",'evidence':{" + evidence + "},'at':'2025-03-03T09:00:00Z'}");
    }

    @Test
    void rowsAreFilteredByOutcomeAndReason() {
        String rows = "/v1/jobs/" + done(TO_DAY_1) + "/rows?";

        assertThat(scene.get(rows + "outcome=enrolled").json().get("data")).hasSize(2);
        assertThat(scene.get(rows + "outcome=skipped&reason=participant_not_found")
                        .json()
                        .get("data"))
                .hasSize(2);
        assertThat(scene.get(rows + "reason=duplicate,participant_not_found")
                        .json()
                        .get("data"))
                .hasSize(3);
        assertThat(scene.get(rows + "outcome=lost").fields()).containsExactly("outcome");
        assertThat(scene.get(rows + "reason=No%20reason").fields()).containsExactly("reason");
    }

    @Test
    void thePagesHaveAllRowsOnce() {
        String rows = "/v1/jobs/" + done(TO_DAY_1) + "/rows?limit=2";
        List<String> all = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = scene.get(rows + cursor);
            page.json().get("data").forEach(row -> all.add(row.toString()));
            cursor = page.json().get("nextCursor").isNull() ? "" : "&cursor=" + page.at("/nextCursor");
        } while (!cursor.isEmpty());

        assertThat(all).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void aCursorIsOneOfItsJobOnly() {
        String first = done(TO_DAY_1);
        String second = done(TO_DAY_1);
        String cursor = scene.get("/v1/jobs/" + first + "/rows?limit=1").at("/nextCursor");

        assertThat(scene.get("/v1/jobs/" + second + "/rows?cursor=" + cursor).fields())
                .containsExactly("cursor");
    }

    @Test
    void aManagerReadsTheNamesOfPeopleWhomTheyMayReadOnly() {
        scene.enrolled("leadership", "linus");
        String id = done("{'kind':'enroll','trackId':'day-1','dryRun':true,'who':{'participants':['ada','linus']}}");
        scene.enrolled("week-1", "ada");

        Answer answer = scene.request("GET", "/v1/jobs/" + id + "/rows", "")
                .as("grace", "manager")
                .send();

        assertThat(answer.json().get("data").findValuesAsText("participantId"))
                .containsExactlyInAnyOrder("ada", "linus");
        assertThat(answer.json().get("data").findValuesAsText("name")).containsExactlyInAnyOrder("Ada", "null");
    }

    @Test
    void aManagerReadsEvidenceAboutAPersonWhomTheyMayReadOnly() {
        String id =
                scene.create("{'kind':'apply','trackId':'day-1','stepId':'s1'}").at("/id");
        scene.enrolled("week-1", "ada");
        for (String person : List.of("ada", "linus")) {
            write(id, person, "not_in_audience", Map.of("attribute", "role"));
        }
        write(id, "boss", "track_not_active", Map.of("status", "paused"));
        write(id, "grace", "cooldown", Map.of(ParticipantZone.UNKNOWN, "America/Coyhaique"));
        String path = "/v1/jobs/" + id + "/rows";

        Answer asManager = scene.request("GET", path, "").as("grace", "manager").send();

        assertThat(evidence(asManager))
                .isEqualTo(Map.of(
                        "ada", "{\"attribute\":\"role\"}",
                        "linus", "{}",
                        "boss", "{\"status\":\"paused\"}",
                        "grace", "{}"));
        assertThat(evidence(scene.get(path)).values()).doesNotContain("{}");
    }

    private static Map<String, String> evidence(Answer answer) {
        Map<String, String> evidence = new TreeMap<>();
        answer.json()
                .get("data")
                .forEach(row -> evidence.put(
                        row.get("participantId").asText(), row.get("evidence").toString()));
        return evidence;
    }

    @Test
    void aRowOfAStepNamesTheCause() {
        String id =
                scene.create("{'kind':'apply','trackId':'day-1','stepId':'s1'}").at("/id");
        write(id, "ada", "cooldown", Map.of());

        Answer answer = scene.get("/v1/jobs/" + id + "/rows");

        assertThat(answer.json().at("/data/0/record"))
                .isEqualTo(scene.parsed("{'trackId':'day-1','instance':1,'stepId':'s1'}"));
    }

    @Test
    void aRowOfAMessageNamesIt() {
        String id = scene.create("{'kind':'resend','error':'bounced','since':'2025-01-01T00:00:00Z'}")
                .at("/id");
        write(id, "ada#confirmation#day-1#2", Optional.of("ada"), "x", Map.of());

        Answer answer = scene.get("/v1/jobs/" + id + "/rows");

        assertThat(answer.json().at("/data/0/record"))
                .isEqualTo(scene.parsed("{'kind':'confirmation','trackId':'day-1','number':2}"));
    }

    private void write(String jobId, String person, String reason, Map<String, Object> evidence) {
        write(jobId, person + "#day-1#1#s1", Optional.of(person), reason, evidence);
    }

    private void write(String jobId, String key, Optional<String> person, String reason, Map<String, Object> evidence) {
        new TableJobRows(scene.program.memory)
                .write(new JobRow(
                        jobId,
                        key,
                        new JobRow.Origin(0, 0, key),
                        person,
                        RowOutcome.SKIPPED,
                        Optional.of(reason),
                        evidence,
                        scene.program.now));
    }
}
