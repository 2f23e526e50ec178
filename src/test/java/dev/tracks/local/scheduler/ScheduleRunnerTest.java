package dev.tracks.local.scheduler;

import static dev.tracks.local.scheduler.TestScheduler.EVENT;
import static dev.tracks.local.scheduler.TestScheduler.NOON;
import static dev.tracks.local.scheduler.TestScheduler.STEP;
import static dev.tracks.local.scheduler.TestScheduler.TO_NOON;
import static dev.tracks.local.scheduler.TestScheduler.request;
import static dev.tracks.local.scheduler.TestScheduler.target;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.local.sqs.Queues;
import dev.tracks.local.sqs.SqsAttributes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which schedules fire, when, and with which target. */
class ScheduleRunnerTest {
    @TempDir
    Path folder;

    @AutoClose
    private TestScheduler scheduler;

    @BeforeEach
    void open() {
        scheduler = new TestScheduler(folder);
    }

    @Test
    void aScheduleFiresOnceWhenItIsDueAndNotEarlier() {
        scheduler.create("one", request(NOON));

        scheduler.real.pass(TO_NOON.minusMillis(1));
        scheduler.fireDue();
        assertThat(scheduler.fired).isEmpty();
        scheduler.real.pass(Duration.ofMillis(1));
        scheduler.fireDue();
        scheduler.fireDue();

        assertThat(scheduler.fired).containsExactly("step " + EVENT);
        assertThat(scheduler.names(Map.of())).isEmpty();
    }

    @Test
    void aScheduleKeptAfterCompletionDoesNotFireAgain() {
        scheduler.create("kept", request(NOON).put("ActionAfterCompletion", "NONE"));
        scheduler.real.pass(TO_NOON);

        scheduler.fireDue();
        scheduler.restart(Duration.ZERO);
        scheduler.fireDue();

        assertThat(scheduler.fired).hasSize(1);
        assertThat(scheduler.names(Map.of())).containsExactly("kept");
    }

    @Test
    void schedulesThatBecameDueDuringDowntimeFireAtTheStart() {
        scheduler.create("late", request(NOON));
        scheduler.restart(TO_NOON.multipliedBy(9));

        scheduler.fireDue();

        assertThat(scheduler.fired).hasSize(1);
    }

    @Test
    void aScheduleFiresByItsTimeZone() {
        scheduler.create("berlin", request(NOON).put("ScheduleExpressionTimezone", "Europe/Berlin"));
        scheduler.real.pass(TO_NOON.minusHours(1));

        scheduler.fireDue();

        assertThat(scheduler.fired).hasSize(1);
    }

    @Test
    void aDisabledScheduleWaitsUntilItIsEnabled() {
        scheduler.create("off", request(NOON).put("State", "DISABLED"));
        scheduler.real.pass(TO_NOON);
        scheduler.fireDue();
        assertThat(scheduler.fired).isEmpty();

        scheduler.update("off", request(NOON));
        scheduler.fireDue();

        assertThat(scheduler.fired).hasSize(1);
    }

    @Test
    void aRescheduledScheduleFiresAtItsNewTimeOnly() {
        scheduler.create("moved", request(NOON));
        scheduler.update("moved", request("at(2026-01-05T13:00:00)"));

        scheduler.real.pass(TO_NOON);
        scheduler.fireDue();
        assertThat(scheduler.fired).isEmpty();
        scheduler.real.pass(Duration.ofHours(1));
        scheduler.fireDue();

        assertThat(scheduler.fired).hasSize(1);
    }

    @Test
    void aDeletedScheduleDoesNotFire() {
        scheduler.create("gone", request(NOON));
        scheduler.call("DELETE", "/schedules/gone");
        scheduler.real.pass(TO_NOON);

        scheduler.fireDue();

        assertThat(scheduler.fired).isEmpty();
    }

    @Test
    void contextAttributesInTheInputAreReplaced() {
        ObjectNode request = request(NOON);
        target(request)
                .put("Input", "{\"a\":\"<aws.scheduler.scheduled-time>\",\"b\":\"<aws.scheduler.schedule-arn>\"}");
        scheduler.create("context", request);
        scheduler.real.pass(TO_NOON.plusMinutes(5));

        scheduler.fireDue();

        assertThat(scheduler.fired)
                .containsExactly("step {\"a\":\"2026-01-05T12:00:00Z\","
                        + "\"b\":\"arn:aws:scheduler:eu-central-1:000000000000:schedule/default/context\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {":nothing", ":step:live"})
    void aScheduleWithoutAFunctionGoesToItsDeadLetterQueueWithTheReason(String missing) throws Exception {
        ObjectNode request = request(NOON);
        target(request)
                .put("Arn", STEP.replace(":step", missing))
                .putObject("DeadLetterConfig")
                .put("Arn", SqsAttributes.arn(Queues.SCHEDULE_DLQ));
        scheduler.create("lost", request);
        scheduler.real.pass(TO_NOON);

        scheduler.fireDue();

        assertThat(scheduler.fired).isEmpty();
        assertThat(scheduler.deadLetters().receive(1, TO_NOON, Duration.ZERO))
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
}
