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

/** One-time schedules in EventBridge Scheduler: they invoke {@code step} with the cause and delete themselves. */
public final class EventBridgeSchedules implements Schedules {
    /** An {@code at} expression has no seconds worth having: the scheduler's precision is one minute. */
    private static final DateTimeFormatter AT =
            DateTimeFormatter.ofPattern("'at('yyyy-MM-dd'T'HH:mm:ss')'").withZone(ZoneOffset.UTC);

    /**
     * Where schedules live, and what they call.
     *
     * @param deadLettersArn the queue that takes the event if the function cannot be called
     */
    public record Call(String group, String functionArn, String roleArn, String deadLettersArn) {}

    private final SchedulerClient client;
    private final Call target;

    public EventBridgeSchedules(SchedulerClient client, Call target) {
        this.client = client;
        this.target = target;
    }

    @Override
    public void schedule(StepReached cause, Instant dueAt) {
        try {
            client.createSchedule(request -> request.name(name(cause))
                    .groupName(target.group())
                    .scheduleExpression(AT.format(roundedUp(dueAt)))
                    .scheduleExpressionTimezone("UTC")
                    .flexibleTimeWindow(window -> window.mode(FlexibleTimeWindowMode.OFF))
                    .actionAfterCompletion(ActionAfterCompletion.DELETE)
                    .target(call(cause)));
        } catch (ConflictException alreadyThere) {
            // The name is the cause's: a repeat of this hand-over made it.
            return;
        }
    }

    @Override
    public void delete(StepReached cause) {
        try {
            client.deleteSchedule(request -> request.name(name(cause)).groupName(target.group()));
        } catch (ResourceNotFoundException alreadyGone) {
            // It has run, or was deleted, or never was.
            return;
        }
    }

    private Target call(StepReached cause) {
        return Target.builder()
                .arn(target.functionArn())
                .roleArn(target.roleArn())
                .input(QueueBody.of(cause))
                .retryPolicy(retries -> retries.maximumRetryAttempts(20).maximumEventAgeInSeconds(3_600))
                .deadLetterConfig(queue -> queue.arn(target.deadLettersArn()))
                .build();
    }

    /** Never early: the next whole minute, unless it is one. */
    static Instant roundedUp(Instant dueAt) {
        Instant minute = dueAt.truncatedTo(ChronoUnit.MINUTES);
        return minute.equals(dueAt) ? minute : minute.plus(1, ChronoUnit.MINUTES);
    }

    /** 64 characters, the most that a schedule's name may have: the cause as a SHA-256 in hexadecimal. */
    static String name(StepReached cause) {
        try {
            byte[] text = QueueBody.of(cause).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }
}
