package dev.tracks.lambda.http.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.StepReached;
import dev.tracks.lambda.InMemoryApplication;
import dev.tracks.lambda.http.HttpApi;
import dev.tracks.lambda.http.TestRequest;
import dev.tracks.lambda.http.TestRequest.Answer;
import dev.tracks.lambda.json.Json;
import dev.tracks.usecase.message.JoinToken;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The report about a track. The clock begins at 2025-03-03T09:00:00Z. */
class ReportRoutesTest {
    private final InMemoryApplication program = new InMemoryApplication();
    private final HttpApi api = program.api();

    /** Three people reach two steps: one enrolls engineers, one invites everyone. A quarter of a day later, they answer. */
    @BeforeEach
    void threePeopleAreInTheTrack() {
        for (String track : List.of("day-1", "week-1", "leadership")) {
            put("tracks/" + track, "{'title':'" + track + "','status':'active'}");
        }
        put("tracks/day-1/steps/auto", "{'destinationTrackId':'week-1','audience':{'role':['engineer']}}");
        put(
                "tracks/day-1/steps/ask",
                "{'title':'Lead, or not?','destinationTrackId':'leadership','enrollmentMethod':'manual',"
                        + "'invitationMessage':'Lead!'}");
        person("ada", "engineer");
        person("linus", "designer");
        person("mary", "designer");
        program.clock.advance(Duration.ofHours(6));
        answer("ada", "join");
        answer("linus", "decline");
        program.clock.advance(Duration.ofDays(10));
        TestRequest.of(api, "PATCH", "/v1/participants/ada/enrollments/day-1/1")
                .body("{\"status\":\"completed\"}")
                .send();
    }

    private void put(String path, String body) {
        TestRequest.of(api, "PUT", "/v1/" + path).body(body.replace('\'', '"')).send();
    }

    private void person(String id, String role) {
        put("participants/" + id, "{'name':'" + id + "','attributes':{'role':'" + role + "'}}");
        TestRequest.of(api, "POST", "/v1/tracks/day-1/enrollments")
                .body("{\"participantId\":\"" + id + "\"}")
                .send();
        program.reach(new StepReached("day-1", "auto", id, 1));
        program.reach(new StepReached("day-1", "ask", id, 1));
    }

    private void answer(String id, String answer) {
        String token = program.links.signed(
                new JoinToken(id, new InvitationRef("leadership", 1), new StepReached("day-1", "ask", id, 1)));
        Answer page = TestRequest.of(api, "POST", "/join/" + token)
                .withoutToken()
                .header("content-type", "application/x-www-form-urlencoded")
                .text("answer=" + answer)
                .send();
        assertThat(page.status()).isEqualTo(200);
    }

    private Answer get(String query) {
        return TestRequest.of(api, "GET", "/v1/tracks/day-1/report" + query).send();
    }

    private Answer csv(String query) {
        return TestRequest.of(api, "GET", "/v1/tracks/day-1/report" + query)
                .header("accept", "text/csv")
                .send();
    }

    @Test
    void aReportCountsInstancesAndForEachStepRunsAndAnswers() {
        assertThat(get("").json())
                .isEqualTo(Json.read(("{'trackId':'day-1','from':'2024-12-13T15:00:00Z','to':'2025-03-13T15:00:00Z',"
                                + "'complete':true,"
                                + "'instances':{'started':3,'active':2,'completed':1,'cancelled':0,"
                                + "'medianDaysToCompletion':10.25,'complete':true},"
                                + "'steps':[{'stepId':'ask','title':'Lead, or not?','reached':3,'skipped':{},'deferred':0,'enrolled':0,"
                                + "'invited':3,'cancelled':0,'pending':1,'accepted':1,'declined':1,'expired':0,"
                                + "'withdrawn':0,'medianDaysToJoin':0.25,'complete':true},"
                                + "{'stepId':'auto','title':null,'reached':3,'skipped':{'not_in_audience':2},'deferred':0,"
                                + "'enrolled':1,'invited':0,'cancelled':0,'pending':0,'accepted':0,'declined':0,"
                                + "'expired':0,'withdrawn':0,'medianDaysToJoin':null,'complete':true}]}")
                        .replace('\'', '"')));
    }

    @Test
    void aStepHasAReportOfItsOwnWithTheNumbersOfTheTracks() {
        String path = "/v1/tracks/day-1/steps/ask/report";
        Answer report = TestRequest.of(api, "GET", path + "?to=2025-03-13").send();

        assertThat(report.json())
                .isEqualTo(Json.read(("{'trackId':'day-1','from':'2024-12-13T00:00:00Z','to':'2025-03-13T00:00:00Z',"
                                + "'stepId':'ask','title':'Lead, or not?','reached':3,'skipped':{},'deferred':0,'enrolled':0,"
                                + "'invited':3,'cancelled':0,'pending':1,'accepted':1,'declined':1,'expired':0,"
                                + "'withdrawn':0,'medianDaysToJoin':0.25,'complete':true}")
                        .replace('\'', '"')));
        assertThat(TestRequest.of(api, "GET", path + "?from=2025-03-04").send().at("/reached"))
                .isEqualTo("0");
        assertThat(TestRequest.of(api, "GET", path + "?since=2025-03-04").send().fields())
                .containsExactly("since");
        assertThat(TestRequest.of(api, "GET", "/v1/tracks/day-1/steps/nothing/report")
                        .send()
                        .fields())
                .containsExactly("stepId");
    }

    @Test
    void aReportInCsvHasARowForEachNumber() {
        Answer report = csv("?from=2025-03-01&to=2025-04-01");

        assertThat(report.headers())
                .containsEntry("content-type", "text/csv; charset=utf-8; header=present")
                .containsEntry("cache-control", "no-store");
        assertThat(report.text()).endsWith("\r\n");
        assertThat(report.text().split("\r\n"))
                .startsWith(
                        "section,step,measure,value",
                        "report,,trackId,day-1",
                        "report,,from,2025-03-01T00:00:00Z",
                        "report,,to,2025-04-01T00:00:00Z",
                        "report,,complete,true",
                        "instances,,started,3")
                .contains(
                        "instances,,medianDaysToCompletion,10.25",
                        "step,ask,accepted,1",
                        "step,ask,medianDaysToJoin,0.25",
                        "step,auto,reached,3",
                        "step,auto,skipped.not_in_audience,2",
                        "step,auto,medianDaysToJoin,",
                        "step,auto,complete,true")
                .noneMatch(row -> row.contains("title"))
                .allMatch(row -> row.matches("[^,]+,[^,]*,[^,]+,[^,]*"));
    }

    @Test
    void aPeriodIncludesItsBeginningAndExcludesItsEnd() {
        assertThat(get("?from=2025-03-03T09:00:00Z&to=2025-03-03T09:00:00.001Z").at("/instances/started"))
                .isEqualTo("3");
        assertThat(get("?to=2025-03-03T09:00:00Z").at("/instances/started")).isEqualTo("0");
        assertThat(get("?to=2025-03-03T09:00:00Z").at("/steps/0/reached")).isEqualTo("0");
        assertThat(get("?from=2025-03-04").at("/instances/started")).isEqualTo("0");
        assertThat(get("?from=2025-03-04").at("/to")).isEqualTo("2025-03-13T15:00:00Z");
        assertThat(get("?to=2025-03-04").at("/from")).isEqualTo("2024-12-04T00:00:00Z");
    }

    /** Three people start on 3 March, and one on 13 March, in another week. */
    @Test
    void aReportWithAnIntervalAlsoReportsAboutEachPartOfItsPeriod() {
        person("noah", "engineer");

        Answer report = get("?from=2025-02-28&to=2025-03-15&interval=week");

        assertThat(report.at("/interval")).isEqualTo("week");
        assertThat(report.json().get("periods")).hasSize(3);
        assertThat(report.json().at("/periods").findValuesAsText("from"))
                .containsExactly("2025-02-28T00:00:00Z", "2025-03-03T00:00:00Z", "2025-03-10T00:00:00Z");
        assertThat(report.at("/periods/2/to")).isEqualTo("2025-03-15T00:00:00Z");
        assertThat(report.json().at("/periods/0/instances/started").intValue()).isZero();
        assertThat(report.json().at("/periods/1/instances"))
                .isEqualTo(get("?from=2025-03-03&to=2025-03-10").json().get("instances"));
        assertThat(report.json().at("/periods/2/steps"))
                .isEqualTo(get("?from=2025-03-10&to=2025-03-15").json().get("steps"));
        assertThat(report.json().at("/periods/0/steps/0/stepId").textValue()).isEqualTo("ask");
        assertThat(report.json().at("/periods/1/complete").booleanValue()).isTrue();
        assertThat(report.json().at("/periods/0").has("trackId")).isFalse();
    }

    @Test
    void aReportWithoutAnIntervalHasNoParts() {
        assertThat(get("").json().has("periods")).isFalse();
        assertThat(get("").json().has("interval")).isFalse();
    }

    @Test
    void theRowsOfAPartInCsvNameItsBeginning() {
        String[] rows =
                csv("?from=2025-03-01&to=2025-04-01&interval=month").text().split("\r\n");

        assertThat(rows)
                .startsWith("section,step,measure,value,period", "report,,trackId,day-1,")
                .contains(
                        "report,,interval,month,",
                        "instances,,started,3,",
                        "instances,,started,3,2025-03-01T00:00:00Z",
                        "report,,complete,true,2025-03-01T00:00:00Z",
                        "step,auto,skipped.not_in_audience,2,2025-03-01T00:00:00Z",
                        "step,auto,medianDaysToJoin,,2025-03-01T00:00:00Z")
                .allMatch(row -> row.matches("[^,]+,[^,]*,[^,]+,[^,]*,[^,]*"))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "?interval=year,interval",
        "?interval=day&from=2025-01-01&to=2025-04-12,interval",
        "?interval=day&from=1970-01-01&to=9999-12-31,interval",
        "?from=yesterday,from",
        "?to=2025-02-30,to",
        "?from=0001-01-01,from",
        "?from=2025-03-05&to=2025-03-05,from",
        "?from=2025-03-14,from",
        "?since=2025-03-05,since",
    })
    void aPeriodThatIsNotOneIsRejectedByName(String query, String field) {
        assertThat(get(query).status()).isEqualTo(400);
        assertThat(get(query).fields()).containsExactly(field);
        assertThat(csv(query).headers()).containsEntry("content-type", "application/problem+json");
    }

    @Test
    void aTrackThatDoesNotExistIsNotFound() {
        assertThat(TestRequest.of(api, "GET", "/v1/tracks/nowhere/report")
                        .send()
                        .status())
                .isEqualTo(404);
    }
}
