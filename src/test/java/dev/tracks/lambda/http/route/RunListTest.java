package dev.tracks.lambda.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.domain.record.StepReached;
import dev.tracks.lambda.InMemoryApplication;
import dev.tracks.lambda.http.HttpApi;
import dev.tracks.lambda.http.TestRequest;
import dev.tracks.lambda.http.TestRequest.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lists of runs of a person and of a step, and the pages of a person's history. */
class RunListTest {
    private static final String OF_ADA = "/v1/participants/ada/runs?";
    private static final String HISTORY = "/v1/participants/ada/history?";
    private static final String OF_STEP = "/v1/tracks/day-1/steps/now/runs?";

    private final InMemoryApplication program = new InMemoryApplication();
    private final HttpApi api = program.api();

    @BeforeEach
    void aTrackWithAStepAtOnceAndADelayedStep() {
        put("/v1/tracks/day-1", "{'title':'Day 1','status':'active','managers':['grace']}");
        put("/v1/tracks/week-1", "{'title':'Week 1','status':'active','managers':['boss']}");
        put("/v1/tracks/day-1/steps/now", "{'destinationTrackId':'week-1','audience':{'role':['engineer']}}");
        put("/v1/tracks/day-1/steps/later", "{'destinationTrackId':'week-1','delay':{'amount':7,'unit':'days'}}");
        person("ada", "engineer");
    }

    private void person(String id, String role) {
        put("/v1/participants/" + id, "{'name':'" + id + "','attributes':{'role':'" + role + "'}}");
        assertThat(TestRequest.of(api, "POST", "/v1/tracks/day-1/enrollments")
                        .body("{\"participantId\":\"" + id + "\"}")
                        .send()
                        .status())
                .isIn(201, 409);
    }

    private void put(String path, String body) {
        assertThat(TestRequest.of(api, "PUT", path)
                        .body(body.replace('\'', '"'))
                        .send()
                        .status())
                .isLessThan(300);
    }

    private void reach(String step, String person) {
        program.reach(new StepReached("day-1", step, person, 1));
        program.clock.advance(Duration.ofSeconds(1));
    }

    private Answer get(String path) {
        return TestRequest.of(api, "GET", path).send();
    }

    private List<JsonNode> all(String list) {
        List<JsonNode> all = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = get(list + cursor);
            assertThat(page.status()).as(page.text()).isEqualTo(200);
            page.json().get("data").forEach(all::add);
            cursor = "&cursor=" + page.json().get("nextCursor").asText();
        } while (!cursor.endsWith("=null"));
        return all;
    }

    private List<String> people(String list) {
        return all(list).stream()
                .map(entry -> entry.at("/source/participantId").asText())
                .toList();
    }

    private static Predicate<JsonNode> decision(String name) {
        return entry -> entry.get("decision").asText().equals(name);
    }

    @Test
    void theRunsOfAStepHaveTheNamesOfThePeopleWhomTheCallerMayRead() {
        put("/v1/participants/grace", "{'name':'Grace'}");
        put("/v1/participants/bob", "{'name':'Bob'}");
        reach("now", "ada");
        reach("now", "bob"); // Not in the track: a manager of the track may not read him.
        reach("now", "nobody");

        assertThat(names(TestRequest.of(api, "GET", OF_STEP))).containsExactly("null", "Bob", "ada");
        assertThat(names(TestRequest.of(api, "GET", OF_STEP).as("grace", "manager")))
                .containsExactly("null", "null", "ada");
    }

    private static List<String> names(TestRequest request) {
        List<String> names = new ArrayList<>();
        request.send()
                .json()
                .get("data")
                .forEach(entry -> names.add(entry.get("name").asText()));
        return names;
    }

    @Test
    void aWaitingRunIsFoundBehindFiveHundredEventsForUnknownSteps() {
        reach("later", "ada");
        IntStream.range(0, 500).forEach(n -> reach("unknown-" + n, "ada"));

        assertThat(all(OF_ADA + "status=deferred"))
                .singleElement()
                .satisfies(run -> assertThat(run.toString())
                        .isEqualTo(("{'at':'2025-03-03T09:00:00Z','decision':'deferred','reason':null,'evidence':{},"
                                        + "'source':{'kind':'step','trackId':'day-1','stepId':'later',"
                                        + "'participantId':'ada','instance':1,'jobId':null},'enrollment':null,"
                                        + "'destinationTrackId':'week-1','enrolleeId':'ada',"
                                        + "'dueAt':'2025-03-10T09:00:00Z'}")
                                .replace('\'', '"')));
        assertThat(all(HISTORY + "limit=100"))
                .hasSize(502)
                .filteredOn(decision("deferred"))
                .hasSize(1);
        assertThat(all(OF_ADA)).hasSize(501);
    }

    @Test
    void thePagesOfTheHistoryAreNewestFirst() {
        IntStream.range(0, 60).forEach(n -> reach("unknown-" + n, "ada"));

        assertThat(get(HISTORY).json().get("data")).hasSize(25);
        assertThat(all(HISTORY + "limit=7"))
                .hasSize(61)
                .isEqualTo(all(HISTORY + "limit=100"))
                .extracting(entry -> entry.get("at").asText())
                .isSortedAccordingTo((one, other) -> other.compareTo(one));
    }

    @Test
    void aPersonsRunsAreFilteredByStatus() {
        reach("later", "ada");
        reach("now", "ada");
        reach("unknown", "ada");

        assertThat(all(OF_ADA + "status=enrolled")).singleElement().matches(decision("enrolled"));
        assertThat(all(OF_ADA + "status=skipped,deferred&limit=1")).hasSize(2);
        TestRequest.of(api, "POST", "/v1/participants/ada/runs/day-1/1/later/cancel")
                .send();
        assertThat(all(OF_ADA + "status=deferred")).isEmpty();
        assertThat(all(OF_ADA + "status=cancelled"))
                .singleElement()
                .matches(run -> run.get("dueAt").isNull());
    }

    @Test
    void thePeopleOfAStepAreListedNewestFirstByDecisionAndReason() {
        for (String id : List.of("linus", "mary", "noah")) {
            person(id, id.equals("mary") ? "engineer" : "designer");
            reach("now", id);
        }
        reach("now", "ada");

        assertThat(people(OF_STEP + "limit=1")).containsExactly("ada", "noah", "mary", "linus");
        assertThat(people(OF_STEP + "decision=skipped&limit=1")).containsExactly("noah", "linus");
        assertThat(people(OF_STEP + "decision=enrolled")).containsExactly("ada", "mary");
        assertThat(people(OF_STEP + "decision=enrolled,skipped")).hasSize(4);
        assertThat(people(OF_STEP + "reason=not_in_audience")).containsExactly("noah", "linus");
        assertThat(people(OF_STEP + "decision=enrolled&reason=not_in_audience")).isEmpty();
        assertThat(people(OF_STEP + "reason=cooldown,not_in_audience")).hasSize(2);
    }

    @Test
    void thePeopleWhomAStepHasInvitedAreListedByTheAnswerToTheirLatestInvitation() {
        put("/v1/tracks/lead", "{'title':'Lead','status':'active'}");
        put(
                "/v1/tracks/day-1/steps/ask",
                "{'destinationTrackId':'lead','enrollmentMethod':'manual','invitationMessage':'Lead!'}");
        for (String id : List.of("linus", "mary", "noah")) {
            person(id, "designer");
            reach("ask", id);
        }
        reach("ask", "ada");
        act("linus", "1/answer", "{'answer':'decline'}");
        act("mary", "1/answer", "{'answer':'join'}");
        act("noah", "1/withdraw", "{}");
        String list = "/v1/tracks/day-1/steps/ask/runs?";

        assertThat(people(list + "answer=pending")).containsExactly("ada");
        assertThat(people(list + "answer=declined")).containsExactly("linus");
        assertThat(people(list + "answer=accepted,withdrawn&limit=1")).containsExactly("noah", "mary");
        assertThat(people(list + "answer=expired")).isEmpty();
        assertThat(people(list + "answer=declined&decision=skipped")).isEmpty();
        assertThat(people(OF_STEP + "answer=pending")).isEmpty();

        act("linus", "1/reinvite", "{}");

        assertThat(people(list + "answer=declined")).isEmpty();
        assertThat(people(list + "answer=pending")).containsExactly("ada", "linus");
        assertThat(people(list + "decision=invited")).hasSize(4);
    }

    private void act(String person, String action, String body) {
        assertThat(TestRequest.of(api, "POST", "/v1/participants/" + person + "/invitations/lead/" + action)
                        .as(action.endsWith("answer") ? person : "root", action.endsWith("answer") ? "member" : "admin")
                        .body(body.replace('\'', '"'))
                        .send()
                        .status())
                .isLessThan(300);
    }

    /** The first of them reaches the step at 2025-03-03T09:00:00Z, the others a second later each. */
    @Test
    void thePeopleWhoReachedAStepInAPeriodAreListedAlthoughTheyWereEvaluatedLater() {
        for (String id : List.of("linus", "mary", "noah")) {
            person(id, "designer");
            reach("now", id);
        }
        person("linus", "engineer");
        reach("now", "linus");

        assertThat(people(OF_STEP + "limit=1")).containsExactly("linus", "noah", "mary");
        assertThat(people(OF_STEP + "to=2025-03-03T09:00:01Z")).containsExactly("linus");
        assertThat(people(OF_STEP + "from=2025-03-03T09:00:01Z&limit=1")).containsExactly("noah", "mary");
        assertThat(people(OF_STEP + "from=2025-03-03T09:00:01Z&to=2025-03-03T09:00:02Z"))
                .containsExactly("mary");
        assertThat(people(OF_STEP + "from=2025-03-04")).isEmpty();
        assertThat(people(OF_STEP + "to=2025-03-04&decision=enrolled")).containsExactly("linus");
    }

    @Test
    void evidenceOfAStepsRunsIsForThoseWhoMayReadIt() {
        put("/v1/participants/grace", "{'name':'Grace'}");
        reach("now", "ada");
        put("/v1/tracks/day-1/steps/again", "{'destinationTrackId':'week-1'}");
        reach("again", "ada");
        String again = "/v1/tracks/day-1/steps/again/runs";

        JsonNode forAdmin = get(again).json().at("/data/0");
        JsonNode forManagerOfTheSource = TestRequest.of(api, "GET", again)
                .as("grace", "manager")
                .send()
                .json()
                .at("/data/0");

        assertThat(forAdmin.get("reason").asText()).isEqualTo("previously_started");
        assertThat(forAdmin.at("/evidence/instance").intValue()).isEqualTo(1);
        assertThat(forManagerOfTheSource.get("reason").asText()).isEqualTo("previously_started");
        assertThat(forManagerOfTheSource.get("evidence")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/participants/ada/runs?status=waiting, status",
        "/v1/participants/ada/runs?decision=skipped, decision",
        "/v1/participants/ada/runs?limit=0, limit",
        "/v1/tracks/day-1/steps/now/runs?decision=, decision",
        "/v1/tracks/day-1/steps/now/runs?reason=because, reason",
        "/v1/tracks/day-1/steps/now/runs?answer=joined, answer",
        "/v1/tracks/day-1/steps/now/runs?from=yesterday, from",
        "/v1/tracks/day-1/steps/now/runs?to=2025-02-30, to",
        "/v1/tracks/day-1/steps/now/runs?from=2025-03-02&to=2025-03-01, from",
        "/v1/tracks/day-1/steps/now/runs?status=skipped, status",
        "/v1/participants/ada/history?status=skipped, status",
        "/v1/participants/ada/history?limit=101, limit"
    })
    void anInvalidParameterIsRejectedByName(String path, String field) {
        Answer answer = get(path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly(field);
    }

    @Test
    void anUnknownPersonOrStepIsNotFoundUnlessItHasRuns() {
        reach("unknown", "ada");

        assertThat(get("/v1/participants/nobody/runs").fields()).containsExactly("participantId");
        assertThat(get("/v1/tracks/day-1/steps/nothing/runs").fields()).containsExactly("stepId");
        assertThat(get("/v1/tracks/day-1/steps/nothing/runs").status()).isEqualTo(404);
        assertThat(people("/v1/tracks/day-1/steps/unknown/runs?")).containsExactly("ada");
        assertThat(people("/v1/tracks/day-1/steps/now/runs?")).isEmpty();
    }

    /** Case: the impact of pausing the source counts what waits out of it. */
    @Test
    void theImpactOfPausingTheSourceCountsItsDeferredRuns() {
        reach("later", "ada");

        assertThat(get("/v1/tracks/day-1/impact").json().get("deferred").intValue())
                .isEqualTo(1);
        assertThat(get("/v1/tracks/week-1/impact").json().get("deferred").intValue())
                .isEqualTo(1);
    }
}
