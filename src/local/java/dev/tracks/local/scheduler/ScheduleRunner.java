package dev.tracks.local.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.local.aws.AwsAccount;
import dev.tracks.local.lambda.FunctionName;
import dev.tracks.local.sqs.Queues;
import dev.tracks.local.support.DiskStore;
import dev.tracks.local.support.Json;
import dev.tracks.local.support.Pollers;
import dev.tracks.local.support.VirtualClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.function.BiConsumer;

/**
 * Fires due schedules: each is an asynchronous invocation of the target function, which cannot fail here, so no retry
 * policy is needed. If there is no such function, the event goes to the schedule's dead-letter queue. At least once,
 * as on AWS: the invocation and the deletion are usually one write to disk, but another thread can commit in between.
 */
public final class ScheduleRunner implements AutoCloseable {
    private static final Duration POLL = Duration.ofSeconds(20);

    private final Schedules schedules;
    private final BiConsumer<FunctionName, byte[]> invocations;
    private final Queues queues;
    private final DiskStore disk;
    private final VirtualClock clock;
    private volatile boolean closed;

    /** @param invocations stores an invocation; committed here, together with the completion of the schedule */
    public ScheduleRunner(
            Schedules schedules,
            BiConsumer<FunctionName, byte[]> invocations,
            Queues queues,
            DiskStore disk,
            VirtualClock clock) {
        this.schedules = schedules;
        this.invocations = invocations;
        this.queues = queues;
        this.disk = disk;
        this.clock = clock;
    }

    public void start(ExecutorService workers) {
        workers.execute(() -> Pollers.until(() -> closed, this::round));
    }

    private void round() throws InterruptedException {
        schedules.awaitDue(POLL);
        fireDue();
    }

    void fireDue() {
        for (Schedule schedule : schedules.due()) {
            fire(schedule);
            schedules.completed(schedule);
            disk.commit();
        }
    }

    private void fire(Schedule schedule) {
        String execution = UUID.randomUUID().toString();
        String input = input(schedule, execution);
        Optional<FunctionName> function =
                FunctionName.parse(schedule.target().path("Arn").asText());
        byte[] event = input.getBytes(StandardCharsets.UTF_8);
        if (function.isEmpty()) {
            discard(schedule, execution, input, "AWS.Scheduler.ResourceNotFoundException", "Function not found");
        } else if (Json.parse(event).isEmpty()) {
            discard(schedule, execution, input, "InvalidRequestContentException", "The input is not JSON");
        } else {
            invocations.accept(function.get(), event);
        }
    }

    /** The target's input with its context attributes (User Guide, "Context attributes"), or the default event. */
    private String input(Schedule schedule, String execution) {
        JsonNode input = schedule.target().path("Input");
        if (!input.isTextual()) {
            return event(schedule, execution).toString();
        }
        return input.asText()
                .replace("<aws.scheduler.schedule-arn>", schedule.arn())
                .replace("<aws.scheduler.scheduled-time>", schedule.due().toString())
                .replace("<aws.scheduler.execution-id>", execution)
                .replace("<aws.scheduler.attempt-number>", "1");
    }

    private static ObjectNode event(Schedule schedule, String execution) {
        ObjectNode event = Json.object()
                .put("version", "0")
                .put("id", execution)
                .put("detail-type", "Scheduled Event")
                .put("source", "aws.scheduler")
                .put("account", AwsAccount.ACCOUNT)
                .put("time", schedule.due().toString())
                .put("region", AwsAccount.REGION);
        event.putArray("resources").add(schedule.arn());
        return event.put("detail", "{}");
    }

    /** In the form of the User Guide ("Configuring a schedule's dead-letter queue"). */
    private void discard(Schedule schedule, String execution, String input, String code, String message) {
        Instant now = clock.instant();
        ObjectNode attributes = Json.object();
        attribute(attributes, "ERROR_CODE", code);
        attribute(attributes, "ERROR_MESSAGE", message);
        attribute(attributes, "EXECUTION_ID", execution);
        attribute(attributes, "EXECUTION_TIME", now.toString());
        attribute(attributes, "RETRY_ATTEMPTS", "0");
        attribute(attributes, "SCHEDULE_ARN", schedule.arn());
        attribute(attributes, "TARGET_ARN", schedule.target().path("Arn").asText());
        String arn = schedule.target().path("DeadLetterConfig").path("Arn").asText();
        queues.find(arn.substring(arn.lastIndexOf(':') + 1))
                .ifPresentOrElse(
                        queue -> queue.put(input, attributes, Duration.ZERO),
                        () -> System.err.println("Local cloud: " + schedule.arn() + ": " + message + ", and it has no"
                                + " dead-letter queue here"));
    }

    private static void attribute(ObjectNode attributes, String name, String value) {
        attributes.putObject(name).put("DataType", "String").put("StringValue", value);
    }

    @Override
    public void close() {
        closed = true;
        schedules.close();
    }
}
