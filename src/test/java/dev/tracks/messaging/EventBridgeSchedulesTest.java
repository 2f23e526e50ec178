package dev.tracks.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.domain.record.StepReached;
import dev.tracks.lambda.json.Json;
import dev.tracks.lambda.json.mapping.StepReachedJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.ActionAfterCompletion;
import software.amazon.awssdk.services.scheduler.model.ConflictException;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.DeleteScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.DeleteScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.ResourceNotFoundException;
import software.amazon.awssdk.services.scheduler.model.ServiceQuotaExceededException;
import software.amazon.awssdk.services.scheduler.model.ThrottlingException;
import software.amazon.awssdk.services.scheduler.model.ValidationException;

class EventBridgeSchedulesTest {
    private static final StepReached ADA = Fixtures.cause("day-1", "s1", "ada", 1);
    private static final Instant DUE = Instant.parse("2025-03-10T09:30:00Z");

    private final SchedulerClient client = mock(SchedulerClient.class);
    private final EventBridgeSchedules schedules = new EventBridgeSchedules(
            client, new EventBridgeSchedules.Call("group", "step-arn", "jobs-arn", "role-arn", "dlq-arn"));
    private final List<CreateScheduleRequest> created = new ArrayList<>();
    private final List<DeleteScheduleRequest> deleted = new ArrayList<>();

    @BeforeEach
    void collect() {
        when(client.createSchedule(any(Consumer.class))).thenAnswer(call -> {
            CreateScheduleRequest.Builder request = CreateScheduleRequest.builder();
            call.<Consumer<CreateScheduleRequest.Builder>>getArgument(0).accept(request);
            created.add(request.build());
            return CreateScheduleResponse.builder().build();
        });
        when(client.deleteSchedule(any(Consumer.class))).thenAnswer(call -> {
            DeleteScheduleRequest.Builder request = DeleteScheduleRequest.builder();
            call.<Consumer<DeleteScheduleRequest.Builder>>getArgument(0).accept(request);
            deleted.add(request.build());
            return DeleteScheduleResponse.builder().build();
        });
    }

    private CreateScheduleRequest made(Instant dueAt) {
        schedules.schedule(ADA, dueAt);
        assertThat(created).hasSize(1);
        return created.get(0);
    }

    @Test
    void aDelayIsOneScheduleThatRunsOnceAndDeletesItself() {
        CreateScheduleRequest schedule = made(DUE);

        assertThat(schedule.groupName()).isEqualTo("group");
        assertThat(schedule.scheduleExpression()).isEqualTo("at(2025-03-10T09:30:00)");
        assertThat(schedule.scheduleExpressionTimezone()).isEqualTo("UTC");
        assertThat(schedule.flexibleTimeWindow().mode()).isEqualTo(FlexibleTimeWindowMode.OFF);
        assertThat(schedule.actionAfterCompletion()).isEqualTo(ActionAfterCompletion.DELETE);
    }

    @Test
    void itInvokesStepWithAStepReachedEvent() {
        var target = made(DUE).target();

        assertThat(target.arn()).isEqualTo("step-arn");
        assertThat(target.roleArn()).isEqualTo("role-arn");
        assertThat(StepReachedJson.read(Json.read(target.input())).cause("ada")).isEqualTo(ADA);
    }

    @Test
    void aFailedInvocationIsRetriedForAnHourAndThenSentToTheDeadLetterQueue() {
        var target = made(DUE).target();

        assertThat(target.retryPolicy().maximumRetryAttempts()).isBetween(1, 185);
        assertThat(target.retryPolicy().maximumEventAgeInSeconds()).isEqualTo(3_600);
        assertThat(target.deadLetterConfig().arn()).isEqualTo("dlq-arn");
    }

    @ParameterizedTest
    @CsvSource({
        "2025-03-10T09:30:00Z,           at(2025-03-10T09:30:00)",
        "2025-03-10T09:30:00.000000001Z, at(2025-03-10T09:31:00)",
        "2025-03-10T09:30:59.999Z,       at(2025-03-10T09:31:00)",
        "2025-12-31T23:59:01Z,           at(2026-01-01T00:00:00)",
        "2024-02-28T23:59:30Z,           at(2024-02-29T00:00:00)"
    })
    void itIsDueAtTheNextWholeMinute(Instant dueAt, String expression) {
        assertThat(made(dueAt).scheduleExpression()).isEqualTo(expression);
    }

    @Property
    void aScheduleIsNeverEarlyAndNeverAMinuteLate(@ForAll @LongRange(min = 0, max = 4_102_444_800_000L) long millis) {
        Instant dueAt = Instant.ofEpochMilli(millis);

        Instant at = EventBridgeSchedules.roundedUp(dueAt);

        assertThat(at.getEpochSecond() % 60).isZero();
        assertThat(at.getNano()).isZero();
        assertThat(at).isAfterOrEqualTo(dueAt).isBefore(dueAt.plusSeconds(60));
    }

    @Test
    void aNameIsValidForScheduler() {
        assertThat(made(DUE).name()).matches("[0-9a-f]{64}");
    }

    @Test
    void theNameIsUniquePerCause() {
        Set<String> names = Stream.of(
                        ADA,
                        Fixtures.cause("day-2", "s1", "ada", 1),
                        Fixtures.cause("day-1", "s2", "ada", 1),
                        Fixtures.cause("day-1", "s1", "linus", 1),
                        Fixtures.cause("day-1", "s1", "ada", 2))
                .map(EventBridgeSchedules::name)
                .collect(Collectors.toSet());

        assertThat(names).hasSize(5);
        assertThat(made(DUE).name()).isEqualTo(EventBridgeSchedules.name(Fixtures.cause("day-1", "s1", "ada", 1)));
    }

    /** Schedules outlive deployments: if a cause's name changed, its old schedule would never be deleted. */
    @Test
    void theNameOfACauseIsStable() {
        assertThat(EventBridgeSchedules.name(ADA))
                .isEqualTo("84645cf2093e40566991662c15b5b8986a094cf6f0ba8c53e695f145b1671f04");
    }

    @Test
    void anExistingScheduleIsNoError() {
        when(client.createSchedule(any(Consumer.class)))
                .thenThrow(ConflictException.builder().message("exists").build());

        assertThatCode(() -> schedules.schedule(ADA, DUE)).doesNotThrowAnyException();
    }

    @Test
    void aScheduleIsDeletedByItsNameInItsGroup() {
        schedules.delete(ADA);

        assertThat(deleted).singleElement().satisfies(request -> {
            assertThat(request.name()).isEqualTo(EventBridgeSchedules.name(ADA));
            assertThat(request.groupName()).isEqualTo("group");
        });
    }

    @Test
    void aMissingScheduleIsNoError() {
        when(client.deleteSchedule(any(Consumer.class)))
                .thenThrow(ResourceNotFoundException.builder().message("gone").build());

        assertThatCode(() -> schedules.delete(ADA)).doesNotThrowAnyException();
    }

    /** If the group is missing, the call must fail; otherwise the delay would be lost silently. */
    @Test
    void anyOtherSchedulerErrorFailsSoThatTheRunIsPublishedAgain() {
        for (RuntimeException refusal : List.of(
                ThrottlingException.builder().message("slow down").build(),
                ServiceQuotaExceededException.builder().message("full").build(),
                ValidationException.builder().message("no such role").build(),
                ResourceNotFoundException.builder().message("no such group").build())) {
            when(client.createSchedule(any(Consumer.class))).thenThrow(refusal);

            assertThatThrownBy(() -> schedules.schedule(ADA, DUE)).isSameAs(refusal);
        }
    }

    @Test
    void aFailedDeletionIsAnException() {
        ThrottlingException refusal =
                ThrottlingException.builder().message("slow down").build();
        when(client.deleteSchedule(any(Consumer.class))).thenThrow(refusal);

        assertThatThrownBy(() -> schedules.delete(ADA)).isSameAs(refusal);
    }
}
