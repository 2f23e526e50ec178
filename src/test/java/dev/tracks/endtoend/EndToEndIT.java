package dev.tracks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.endtoend.Program.Answer;
import dev.tracks.local.lambda.FunctionName;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * The packaged zip in the local cloud, with real processes, queues and stream. Day-1 leads to week-1, and week-1 to
 * month-1.
 */
class EndToEndIT {
    private static final String EVENT = "{\"trackId\":\"day-1\",\"stepId\":\"s1\",\"participantId\":\"%s\"}";

    private static Program program;

    @BeforeAll
    static void start() {
        program = Program.start();
        track("day-1");
        track("week-1");
        track("month-1");
        put("tracks/day-1/steps/s1", "{\"destinationTrackId\":\"week-1\",\"confirmationMessage\":\"Hello {{user}}\"}");
        put("tracks/week-1/steps/s1", "{\"destinationTrackId\":\"month-1\"}");
    }

    @AfterAll
    static void close() {
        program.close();
    }

    private static void put(String path, String body) {
        assertThat(program.send("PUT", "/v1/" + path, body).status()).as(path).isBetween(200, 201);
    }

    private static void track(String id) {
        put("tracks/" + id, "{\"title\":\"" + id + "\",\"status\":\"active\"}");
    }

    private static void person(String id) {
        put("participants/" + id, "{\"name\":\"" + id + "\"}");
    }

    private static int startDay1(String participantId) {
        String body = "{\"participantId\":\"" + participantId + "\"}";
        return program.send("POST", "/v1/tracks/day-1/enrollments", body).status();
    }

    private static List<String> decisions(String participantId) {
        return program.get("/v1/participants/" + participantId + "/history").findValuesAsText("decision");
    }

    @Test
    void aParticipantWhoStartsATrackGoesThroughTheChainAndGetsMessages() {
        person("ada");

        assertThat(startDay1("ada")).isEqualTo(201);

        program.eventually(() -> program.messages("ada").size() == 2, "both confirmations");
        assertThat(program.instances("ada")).containsExactly("day-1/1", "month-1/1", "week-1/1");
        assertThat(program.messages("ada")).containsExactlyInAnyOrder("confirmation week-1", "confirmation month-1");
        assertThat(program.get("/local/messages").findValuesAsText("text")).contains("Hello ada");
        assertThat(decisions("ada")).containsExactly("enrolled", "enrolled", "enrolled");
    }

    @Test
    void theAuthorOfAStepGetsItsMessagesAsATest() {
        put("tracks/tested", "{\"title\":\"tested\",\"status\":\"active\",\"managers\":[\"hana\"]}");
        put("tracks/goal", "{\"title\":\"goal\",\"status\":\"active\",\"managers\":[\"hana\"]}");
        put(
                "tracks/tested/steps/s1",
                "{\"destinationTrackId\":\"goal\",\"enrollmentMethod\":\"manual\",\"invitationMessage\":\"Join, {{user}}?\"}");
        person("hana");
        String path = "/v1/tracks/tested/steps/s1/test-send";

        for (int sent = 3; sent <= 6; sent += 3) {
            assertThat(program.send("POST", path, "", "Bearer local-hana-manager")
                            .status())
                    .isEqualTo(202);
            int all = sent;
            program.eventually(() -> program.messages("hana").size() == all, all + " tests");
        }

        assertThat(program.messages("hana")).containsOnly("test goal");
        assertThat(program.get("/local/messages").findValuesAsText("text"))
                .contains("Test: Join, hana?", "Test: Reminder: Join, hana?");
        assertThat(program.instances("hana")).isEmpty();
        assertThat(decisions("hana")).isEmpty();
    }

    @Test
    void tenConcurrentCopiesOfAnEventEnrollOnceAndAreReplayedNineTimes() {
        person("linus");
        put("tracks/solo", "{\"title\":\"solo\",\"status\":\"active\"}");
        put("tracks/solo/steps/s1", "{\"destinationTrackId\":\"month-1\",\"reachedBy\":\"event\"}");
        program.send("POST", "/v1/tracks/solo/enrollments", "{\"participantId\":\"linus\"}");
        String event = "{\"trackId\":\"solo\",\"stepId\":\"s1\",\"participantId\":\"linus\"}";

        List<CompletableFuture<JsonNode>> calls = IntStream.range(0, 10)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> Program.payload(program.invoke("step", event))))
                .toList();
        List<JsonNode> outcomes = calls.stream().map(CompletableFuture::join).toList();

        assertThat(outcomes)
                .extracting(outcome -> outcome.path("decision").asText())
                .containsOnly("enrolled");
        assertThat(outcomes)
                .extracting(outcome -> outcome.path("replayed").asBoolean())
                .containsExactlyInAnyOrder(false, true, true, true, true, true, true, true, true, true);
        assertThat(program.instances("linus")).containsExactly("month-1/1", "solo/1");
    }

    static Stream<Arguments> badRequests() {
        String step = "/v1/tracks/day-1/steps/bad";
        String good = "\"destinationTrackId\":\"week-1\"";
        return Stream.of(
                Arguments.of("an unknown field", "PUT", step, "{" + good + ",\"colour\":1}", 400, "colour"),
                Arguments.of("a wrong type", "PUT", step, "{" + good + ",\"enabled\":\"yes\"}", 400, "enabled"),
                Arguments.of(
                        "an unknown placeholder",
                        "PUT",
                        step,
                        "{" + good + ",\"confirmationMessage\":\"{{nmae}}\"}",
                        400,
                        "confirmationMessage"),
                Arguments.of(
                        "an unknown destination",
                        "PUT",
                        step,
                        "{\"destinationTrackId\":\"nope\"}",
                        422,
                        "destinationTrackId"),
                Arguments.of(
                        "itself as destination",
                        "PUT",
                        step,
                        "{\"destinationTrackId\":\"day-1\"}",
                        422,
                        "destinationTrackId"),
                Arguments.of(
                        "an unknown person",
                        "POST",
                        "/v1/tracks/day-1/enrollments",
                        "{\"participantId\":\"nobody\"}",
                        409,
                        "participantId"),
                Arguments.of(
                        "an unknown track",
                        "POST",
                        "/v1/tracks/nope/enrollments",
                        "{\"participantId\":\"x\"}",
                        409,
                        "participantId"),
                Arguments.of("a bad id", "PUT", "/v1/tracks/Day_1!", "{\"title\":\"x\"}", 400, "trackId"),
                Arguments.of("broken JSON", "PUT", step, "{\"destinationTrackId\":", 400, "body"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badRequests")
    void badInputIsAProblemThatNamesTheField(
            String what, String method, String path, String body, int status, String field) {
        Answer answer = program.send(method, path, body);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().findValuesAsText("field")).contains(field);
        assertThat(answer.text()).doesNotContain("Exception", "dev.tracks", "\tat ");
        assertThat(program.get("/v1/tracks/day-1/steps").findValuesAsText("id")).containsExactly("s1");
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        Answer answer = program.send("PUT", "/v1/tracks/day-1", "{\"title\":\"" + "x".repeat(300 * 1024) + "\"}");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json().path("type").asText()).isEqualTo("/problems/too-large");
    }

    @Test
    void requestsWithoutATokenOrTheRoleAreRefused() {
        String body = "{\"title\":\"x\"}";

        assertThat(program.send("PUT", "/v1/tracks/forbidden", body, "").status())
                .isEqualTo(401);
        assertThat(program.send("PUT", "/v1/tracks/forbidden", body, "Bearer local-ada-member")
                        .status())
                .isEqualTo(403);
        assertThat(program.send("GET", "/v1/tracks/forbidden", "").status()).isEqualTo(404);
    }

    @Test
    void aMalformedEventIsAFunctionErrorThatNamesTheField() {
        InvokeResponse response = program.invoke("step", "{\"trackId\":\"day-1\",\"stepId\":7,\"instance\":0}");

        assertThat(response.functionError()).isEqualTo("Unhandled");
        assertThat(Program.payload(response).path("errorMessage").asText())
                .contains("stepId must be a string", "participantId is required", "instance must be a whole number");
    }

    @Test
    void aPoisonRecordInAQueueDoesNotBlockOtherRecords() {
        person("mary");
        put("tracks/poisoned", "{\"title\":\"x\",\"status\":\"active\"}");
        put("tracks/poisoned/steps/s1", "{\"destinationTrackId\":\"month-1\",\"reachedBy\":\"event\"}");
        program.send("POST", "/v1/tracks/poisoned/enrollments", "{\"participantId\":\"mary\"}");

        program.queue("tracks-reached", "poison");
        program.queue("tracks-reached", "{\"trackId\":\"poisoned\",\"stepId\":\"s1\",\"participantId\":\"mary\"}");

        program.eventually(() -> program.instances("mary").contains("month-1/1"), "the neighbour");
        program.eventually(() -> program.queued("tracks-reached-dlq").contains("poison"), "the dead letter");
    }

    @Test
    void killingAnyChildProcessLosesAndDuplicatesNothing() {
        List<String> people = IntStream.range(0, 8).mapToObj(i -> "kill-" + i).toList();
        people.forEach(EndToEndIT::person);
        List<CompletableFuture<Void>> starts = new ArrayList<>();
        for (String person : people) {
            starts.add(CompletableFuture.runAsync(
                    () -> program.eventually(() -> List.of(201, 409).contains(startDay1(person)), person)));
            killOneOf(FunctionName.values()[starts.size() % FunctionName.values().length]);
            if (starts.size() % 4 == 0) {
                kill(program.cloud().database().pid());
            }
        }
        starts.forEach(CompletableFuture::join);

        people.forEach(
                person -> program.eventually(() -> program.messages(person).size() == 2, person));
        for (String person : people) {
            assertThat(program.instances(person)).containsExactly("day-1/1", "month-1/1", "week-1/1");
            assertThat(program.messages(person))
                    .containsExactlyInAnyOrder("confirmation week-1", "confirmation month-1");
        }
    }

    private static void killOneOf(FunctionName function) {
        program.cloud().functionPids(function).stream().findFirst().ifPresent(EndToEndIT::kill);
    }

    private static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
}
