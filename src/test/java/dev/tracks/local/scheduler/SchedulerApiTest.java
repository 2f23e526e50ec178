package dev.tracks.local.scheduler;

import static dev.tracks.local.scheduler.TestScheduler.NOON;
import static dev.tracks.local.scheduler.TestScheduler.TO_NOON;
import static dev.tracks.local.scheduler.TestScheduler.request;
import static dev.tracks.local.scheduler.TestScheduler.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.local.aws.AwsError;
import dev.tracks.local.support.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** EventBridge Scheduler's responses and errors. */
class SchedulerApiTest {
    @TempDir
    Path folder;

    @AutoClose
    private TestScheduler scheduler;

    @BeforeEach
    void open() {
        scheduler = new TestScheduler(folder);
    }

    @Test
    void anExistingNameIsAConflictUnlessTheRequestIsTheSame() {
        scheduler.create("one", request(NOON).put("ClientToken", "t1"));

        assertThat(scheduler
                        .create("one", request(NOON).put("ClientToken", "t1"))
                        .path("ScheduleArn")
                        .asText())
                .isEqualTo("arn:aws:scheduler:eu-central-1:000000000000:schedule/default/one");
        assertThatThrownBy(() -> scheduler.create("one", request(NOON).put("ClientToken", "t2")))
                .isInstanceOf(AwsError.class)
                .hasMessage("Schedule one already exists.");
        scheduler.create("one", request(NOON).put("GroupName", "tracks"));
        assertThat(scheduler.names(Map.of("ScheduleGroup", "tracks"))).containsExactly("one");
        assertThat(scheduler.names(Map.of())).containsExactly("one", "one");
    }

    @Test
    void aScheduleIsDescribedWithItsDefaults() {
        ObjectNode request = request(NOON);
        request.remove("ActionAfterCompletion");
        scheduler.create("one", request);

        JsonNode description = scheduler.call("GET", "/schedules/one");

        assertThat(description.path("State").asText()).isEqualTo("ENABLED");
        assertThat(description.path("ActionAfterCompletion").asText()).isEqualTo("NONE");
        assertThat(description.path("ScheduleExpressionTimezone").asText()).isEqualTo("UTC");
        assertThat(description.at("/Target/RetryPolicy/MaximumRetryAttempts").asInt())
                .isEqualTo(185);
        assertThat(description.path("CreationDate").asDouble())
                .isEqualTo(scheduler.real.instant().getEpochSecond());
    }

    @Test
    void listsAreFilteredByPrefixAndPaged() {
        List.of("b-1", "a-1", "a-3", "a-2").forEach(name -> scheduler.create(name, request(NOON)));

        JsonNode first =
                scheduler.call("GET", "/schedules", Map.of("NamePrefix", "a", "MaxResults", "2"), Json.object());
        String token = first.path("NextToken").asText();

        assertThat(first.path("Schedules")).hasSize(2);
        assertThat(scheduler.names(Map.of("NamePrefix", "a", "MaxResults", "2", "NextToken", token)))
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
    void anInvalidExpressionIsNamedInTheError(String expression, String message) {
        assertThatThrownBy(() -> scheduler.create("one", request(expression))).hasMessage(message);
        assertThat(scheduler.names(Map.of())).isEmpty();
    }

    @Test
    void allValidationErrorsAreReportedTogether() {
        ObjectNode request = request(NOON).put("State", "ON");
        request.remove("FlexibleTimeWindow");
        target(request).put("RoleArn", "me");

        assertThatThrownBy(() -> scheduler.create("no blanks", request))
                .hasMessageStartingWith("4 validation errors detected: Value 'no blanks' at 'name' failed to satisfy"
                        + " constraint: Member must satisfy regular expression pattern: ^[0-9a-zA-Z-_.]+$; ")
                .hasMessageContaining("Value 'ON' at 'state'")
                .hasMessageContaining(
                        "Value null at 'flexibleTimeWindow' failed to satisfy constraint: Member must not" + " be null")
                .hasMessageContaining("Value 'me' at 'target.roleArn'");
    }

    @Test
    void aMissingScheduleOrGroupIsNotFound() {
        assertThatThrownBy(() -> scheduler.call("GET", "/schedules/none")).hasMessage("Schedule none does not exist.");
        assertThatThrownBy(() -> scheduler.call("DELETE", "/schedules/none"))
                .hasMessage("Schedule none does not exist.");
        assertThatThrownBy(() -> scheduler.update("none", request(NOON))).hasMessage("Schedule none does not exist.");
        assertThatThrownBy(() -> scheduler.create("one", request(NOON).put("GroupName", "none")))
                .hasMessage("Schedule group none does not exist.");
    }

    @Test
    void deletingAGroupDeletesItsSchedules() {
        scheduler.call("POST", "/schedule-groups/mine");
        scheduler.create("one", request(NOON).put("GroupName", "mine"));
        assertThatThrownBy(() -> scheduler.call("POST", "/schedule-groups/mine"))
                .hasMessage("Schedule group mine already exists.");
        assertThat(scheduler.call("GET", "/schedule-groups").path("ScheduleGroups"))
                .hasSize(3);

        scheduler.call("DELETE", "/schedule-groups/mine");
        scheduler.real.pass(TO_NOON);
        scheduler.fireDue();

        assertThat(scheduler.fired).isEmpty();
        assertThatThrownBy(() -> scheduler.call("GET", "/schedule-groups/mine"))
                .hasMessage("Schedule group mine does not exist.");
    }
}
