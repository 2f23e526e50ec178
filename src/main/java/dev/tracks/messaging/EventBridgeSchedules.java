package dev.tracks.messaging;

import dev.tracks.domain.record.StepReached;
import dev.tracks.usecase.outbox.Schedules;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.ActionAfterCompletion;
import software.amazon.awssdk.services.scheduler.model.ConflictException;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.ResourceNotFoundException;
import software.amazon.awssdk.services.scheduler.model.Target;

/**
 * One-time schedules in EventBridge Scheduler: each invokes {@code step} with the cause, or {@code jobs} with the job, then
 * deletes itself.
 */
public final class EventBridgeSchedules implements Schedules {
    /** The format of an {@code at} expression. The scheduler's precision is one minute. */
    private static final DateTimeFormatter AT =
            DateTimeFormatter.ofPattern("'at('yyyy-MM-dd'T'HH:mm:ss')'").withZone(ZoneOffset.UTC);

    /**
     * The schedules' group and targets.
     *
     * @param stepArn the function {@code step}
     * @param jobsArn the function {@code jobs}
     * @param deadLettersArn the dead-letter queue for events that could not be delivered to the function
     */
    public record Call(String group, String stepArn, String jobsArn, String roleArn, String deadLettersArn) {}

    private final SchedulerClient client;
    private final Call target;

    public EventBridgeSchedules(SchedulerClient client, Call target) {
        this.client = client;
        this.target = target;
    }

    @Override
    public void schedule(StepReached cause, Instant dueAt) {
        create(name(cause), dueAt, call(target.stepArn(), QueueBody.of(cause)));
    }

    @Override
    public void scheduleJob(String jobId, Instant startAt) {
        create("job-" + jobId, startAt, call(target.jobsArn(), QueueBody.job(jobId)));
    }

    private void create(String name, Instant at, Target called) {
        try {
            client.createSchedule(request -> request.name(name)
                    .groupName(target.group())
                    .scheduleExpression(AT.format(roundedUp(at)))
                    .scheduleExpressionTimezone("UTC")
                    .flexibleTimeWindow(window -> window.mode(FlexibleTimeWindowMode.OFF))
                    .actionAfterCompletion(ActionAfterCompletion.DELETE)
                    .target(called));
        } catch (ConflictException alreadyThere) {
            // The name is derived from the cause or the job: an earlier publication created the schedule.
            return;
        }
    }

    @Override
    public void delete(StepReached cause) {
        try {
            client.deleteSchedule(request -> request.name(name(cause)).groupName(target.group()));
        } catch (ResourceNotFoundException alreadyGone) {
            // It has run, was deleted, or never existed.
            return;
        }
    }

    private Target call(String functionArn, String input) {
        return Target.builder()
                .arn(functionArn)
                .roleArn(target.roleArn())
                .input(input)
                .retryPolicy(retries -> retries.maximumRetryAttempts(20).maximumEventAgeInSeconds(3_600))
                .deadLetterConfig(queue -> queue.arn(target.deadLettersArn()))
                .build();
    }

    /** Rounded up to a whole minute, so that a run is never early. */
    static Instant roundedUp(Instant dueAt) {
        Instant minute = dueAt.truncatedTo(ChronoUnit.MINUTES);
        return minute.equals(dueAt) ? minute : minute.plus(1, ChronoUnit.MINUTES);
    }

    /** The SHA-256 of the cause in hexadecimal: 64 characters, the longest name that a schedule may have. */
    static String name(StepReached cause) {
        try {
            byte[] text = QueueBody.of(cause).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
