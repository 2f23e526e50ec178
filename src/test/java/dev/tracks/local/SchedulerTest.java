package dev.tracks.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The API's words, and what fires when, on a clock that stands at 2026-01-05T09:00 until a test lets it pass. */
class SchedulerTest {
    private static final String STEP = "arn:aws:lambda:eu-central-1:000000000000:function:step";
    private static final String NOON = "at(2026-01-05T12:00:00)";
    private static final Duration TO_NOON = Duration.ofHours(3);
    private static final String EVENT = "{\"trackId\":\"day-1\"}";

    @TempDir
    Path folder;

    private final ManualClock real = new ManualClock();
    private final List<String> fired = new ArrayList<>();
    private Disk disk;
    private Queues queues;
    private SchedulerApi api;
    private ScheduleRunner runner;

    @BeforeEach
    void open() {
        disk = Disk.open(folder);
        VirtualClock clock = new VirtualClock(real.instant(), real.instant(), BigDecimal.ONE, real);
        queues = new Queues(disk, real);
        Schedules schedules = new Schedules(disk, clock);
        api = new SchedulerApi(schedules, clock);
        runner = new ScheduleRunner(
                schedules,
                (function, event) -> fired.add(function + " " + new String(event, StandardCharsets.UTF_8)),
                queues,
                disk,
                clock);
    }

    @AfterEach
    void close() {
        disk.close();
    }

    private static ObjectNode request(String expression) {
        ObjectNode request = Json.object().put("ScheduleExpression", expression).put("ActionAfterCompletion", "DELETE");
        request.putObject("FlexibleTimeWindow").put("Mode", "OFF");
        request.putObject("Target")
                .put("Arn", STEP)
                .put("RoleArn", "arn:aws:iam::000000000000:role/schedules")
                .put("Input", EVENT);
        return request;
    }

    private static ObjectNode target(ObjectNode request) {
        return (ObjectNode) request.get("Target");
    }

    private JsonNode call(String method, String path, Map<String, String> query, JsonNode body) {
        return Json.parse(api.call(method, path, query, Json.bytes(body)).body())
                .orElseThrow();
    }

    private JsonNode call(String method, String path) {
        return call(method, path, Map.of(), Json.object());
    }

    private JsonNode create(String name, JsonNode request) {
        return call("POST", "/schedules/" + name, Map.of(), request);
    }

    private List<String> names(Map<String, String> query) {
        JsonNode list = call("GET", "/schedules", query, Json.object()).path("Schedules");
        return StreamSupport.stream(list.spliterator(), false)
                .map(entry -> entry.path("Name").asText())
                .toList();
    }

    @Test
    void aScheduleFiresOnceWhenItIsDueAndNotAMomentEarlier() {
        create("one", request(NOON));

        real.pass(TO_NOON.minusMillis(1));
        runner.fireDue();
        assertThat(fired).isEmpty();
        real.pass(Duration.ofMillis(1));
        runner.fireDue();
        runner.fireDue();

        assertThat(fired).containsExactly("step " + EVENT);
        assertThat(names(Map.of())).isEmpty();
    }

    @Test
    void whatIsKeptAfterCompletionDoesNotFireAgain() {
        create("kept", request(NOON).put("ActionAfterCompletion", "NONE"));
        real.pass(TO_NOON);

        runner.fireDue();
        close();
        open();
        runner.fireDue();

        assertThat(fired).hasSize(1);
        assertThat(names(Map.of())).containsExactly("kept");
    }

    @Test
    void whatBecameDueWhileNothingRanFiresAtTheStart() {
        create("late", request(NOON));
        close();
        real.pass(TO_NOON.multipliedBy(9));
        open();

        runner.fireDue();

        assertThat(fired).hasSize(1);
    }

    @Test
    void aTimeZoneSaysWhenThatTimeIs() {
        create("berlin", request(NOON).put("ScheduleExpressionTimezone", "Europe/Berlin"));
        real.pass(TO_NOON.minusHours(1));

        runner.fireDue();

        assertThat(fired).hasSize(1);
    }

    @Test
    void aDisabledScheduleWaitsUntilItIsEnabled() {
        create("off", request(NOON).put("State", "DISABLED"));
        real.pass(TO_NOON);
        runner.fireDue();
        assertThat(fired).isEmpty();

        call("PUT", "/schedules/off", Map.of(), request(NOON));
        runner.fireDue();

        assertThat(fired).hasSize(1);
    }

    @Test
    void aScheduleThatIsMovedFiresAtItsNewTimeOnly() {
        create("moved", request(NOON));
        call("PUT", "/schedules/moved", Map.of(), request("at(2026-01-05T13:00:00)"));

        real.pass(TO_NOON);
        runner.fireDue();
        assertThat(fired).isEmpty();
        real.pass(Duration.ofHours(1));
        runner.fireDue();

        assertThat(fired).hasSize(1);
    }

    @Test
    void aDeletedScheduleFiresNot() {
        create("gone", request(NOON));
        call("DELETE", "/schedules/gone");
        real.pass(TO_NOON);

        runner.fireDue();

        assertThat(fired).isEmpty();
    }

    @Test
    void theInputTakesTheContextAttributes() {
        ObjectNode request = request(NOON);
        target(request)
                .put("Input", "{\"a\":\"<aws.scheduler.scheduled-time>\",\"b\":\"<aws.scheduler.schedule-arn>\"}");
        create("context", request);
        real.pass(TO_NOON.plusMinutes(5));

        runner.fireDue();

        assertThat(fired)
                .containsExactly("step {\"a\":\"2026-01-05T12:00:00Z\","
                        + "\"b\":\"arn:aws:scheduler:eu-central-1:000000000000:schedule/default/context\"}");
    }

    @Test
    void whatHasNoFunctionGoesToItsDeadLetterQueueWithTheReason() throws Exception {
        ObjectNode request = request(NOON);
        target(request)
                .put("Arn", STEP.replace(":step", ":nothing"))
                .putObject("DeadLetterConfig")
                .put("Arn", SqsAttributes.arn(Queues.SCHEDULE_DLQ));
        create("lost", request);
        real.pass(TO_NOON);

        runner.fireDue();

        assertThat(fired).isEmpty();
        assertThat(queues.get(Queues.SCHEDULE_DLQ).receive(1, TO_NOON, Duration.ZERO))
                .singleElement()
                .satisfies(dead -> {
                    assertThat(dead.message().body()).isEqualTo(EVENT);
                    assertThat(dead.message()
                                    .attributes()
                                    .at("/ERROR_CODE/StringValue")
                                    .asText())
                            .isEqualTo("AWS.Scheduler.ResourceNotFoundException");
                });
    }

    @Test
    void theSameNameAgainIsAConflictUnlessItIsTheSameRequest() {
        create("one", request(NOON).put("ClientToken", "t1"));

        assertThat(create("one", request(NOON).put("ClientToken", "t1"))
                        .path("ScheduleArn")
                        .asText())
                .isEqualTo("arn:aws:scheduler:eu-central-1:000000000000:schedule/default/one");
        assertThatThrownBy(() -> create("one", request(NOON).put("ClientToken", "t2")))
                .isInstanceOf(AwsError.class)
                .hasMessage("Schedule one already exists.");
        create("one", request(NOON).put("GroupName", "tracks"));
        assertThat(names(Map.of("ScheduleGroup", "tracks"))).containsExactly("one");
        assertThat(names(Map.of())).containsExactly("one", "one");
    }

    @Test
    void aScheduleIsDescribedWithItsDefaults() {
        ObjectNode request = request(NOON);
        request.remove("ActionAfterCompletion");
        create("one", request);

        JsonNode description = call("GET", "/schedules/one");

        assertThat(description.path("State").asText()).isEqualTo("ENABLED");
        assertThat(description.path("ActionAfterCompletion").asText()).isEqualTo("NONE");
        assertThat(description.path("ScheduleExpressionTimezone").asText()).isEqualTo("UTC");
        assertThat(description.at("/Target/RetryPolicy/MaximumRetryAttempts").asInt())
                .isEqualTo(185);
        assertThat(description.path("CreationDate").asDouble())
                .isEqualTo(real.instant().getEpochSecond());
    }

    @Test
    void listsComeInPagesByPrefix() {
        List.of("b-1", "a-1", "a-3", "a-2").forEach(name -> create(name, request(NOON)));

        JsonNode first = call("GET", "/schedules", Map.of("NamePrefix", "a", "MaxResults", "2"), Json.object());
        String token = first.path("NextToken").asText();

        assertThat(first.path("Schedules")).hasSize(2);
        assertThat(names(Map.of("NamePrefix", "a", "MaxResults", "2", "NextToken", token)))
                .containsExactly("a-3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "at(2026-02-30T12:00:00) | Invalid Schedule Expression at(2026-02-30T12:00:00).",
                "at(2026-01-05T12:00) | Invalid Schedule Expression at(2026-01-05T12:00).",
                "at(2026-01-05T12:00:00Z) | Invalid Schedule Expression at(2026-01-05T12:00:00Z).",
                "2026-01-05T12:00:00 | Invalid Schedule Expression 2026-01-05T12:00:00.",
                "rate(5 minutes) | rate(5 minutes) is not supported locally: one-time schedules only,"
                        + " at(yyyy-mm-ddThh:mm:ss).",
                "cron(0 9 * * ? *) | cron(0 9 * * ? *) is not supported locally: one-time schedules only,"
                        + " at(yyyy-mm-ddThh:mm:ss)."
            })
    void anExpressionThatIsNoneIsNamed(String expression, String message) {
        assertThatThrownBy(() -> create("one", request(expression))).hasMessage(message);
        assertThat(names(Map.of())).isEmpty();
    }

    @Test
    void allThatIsMalformedIsSaidAtOnce() {
        ObjectNode request = request(NOON).put("State", "ON");
        request.remove("FlexibleTimeWindow");
        target(request).put("RoleArn", "me");

        assertThatThrownBy(() -> create("no blanks", request))
                .hasMessageStartingWith("4 validation errors detected: Value 'no blanks' at 'name' failed to satisfy"
                        + " constraint: Member must satisfy regular expression pattern: ^[0-9a-zA-Z-_.]+$; ")
                .hasMessageContaining("Value 'ON' at 'state'")
                .hasMessageContaining(
                        "Value null at 'flexibleTimeWindow' failed to satisfy constraint: Member must not" + " be null")
                .hasMessageContaining("Value 'me' at 'target.roleArn'");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThatThrownBy(() -> call("GET", "/schedules/none")).hasMessage("Schedule none does not exist.");
        assertThatThrownBy(() -> call("DELETE", "/schedules/none")).hasMessage("Schedule none does not exist.");
        assertThatThrownBy(() -> call("PUT", "/schedules/none", Map.of(), request(NOON)))
                .hasMessage("Schedule none does not exist.");
        assertThatThrownBy(() -> create("one", request(NOON).put("GroupName", "none")))
                .hasMessage("Schedule group none does not exist.");
    }

    @Test
    void aGroupGoesWithItsSchedules() {
        call("POST", "/schedule-groups/mine");
        create("one", request(NOON).put("GroupName", "mine"));
        assertThatThrownBy(() -> call("POST", "/schedule-groups/mine"))
                .hasMessage("Schedule group mine already exists.");
        assertThat(call("GET", "/schedule-groups").path("ScheduleGroups")).hasSize(3);

        call("DELETE", "/schedule-groups/mine");
        real.pass(TO_NOON);
        runner.fireDue();

        assertThat(fired).isEmpty();
        assertThatThrownBy(() -> call("GET", "/schedule-groups/mine"))
                .hasMessage("Schedule group mine does not exist.");
    }
}
