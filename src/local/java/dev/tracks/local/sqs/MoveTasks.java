package dev.tracks.local.sqs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.local.aws.AwsError;
import dev.tracks.local.aws.Request;
import dev.tracks.local.support.DiskStore;
import dev.tracks.local.support.Json;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.Optional;
import java.util.UUID;

/**
 * Redrives dead-letter queues: StartMessageMoveTask and ListMessageMoveTasks. As on SQS, the source must be the
 * dead-letter queue of a queue. A task is complete when the call returns, so it cannot be cancelled, and the rate that
 * a caller asks for is ignored. Tasks are kept in memory only.
 */
final class MoveTasks {
    private static final int LISTED = 10;

    private record Task(String source, Optional<String> destination, int moved, long startedAt) {}

    private final Queues queues;
    private final DiskStore disk;
    private final InstantSource clock;
    private final Deque<Task> newestFirst = new ArrayDeque<>();

    MoveTasks(Queues queues, DiskStore disk, InstantSource clock) {
        this.queues = queues;
        this.disk = disk;
        this.clock = clock;
    }

    synchronized ObjectNode start(Request request) {
        MessageQueue source = byArn(request.required("SourceArn"), "SourceArn");
        MessageQueue origin = queues.all().stream()
                .filter(queue -> queue.redrive()
                        .filter(redrive -> redrive.target() == source)
                        .isPresent())
                .findFirst()
                .orElseThrow(() -> AwsError.sqs(
                        "InvalidParameterValue",
                        "InvalidParameterValue",
                        "Source queue must be configured as a Dead Letter Queue."));
        Optional<String> destination = request.text("DestinationArn");
        MessageQueue target =
                destination.map(arn -> byArn(arn, "DestinationArn")).orElse(origin);
        long startedAt = clock.millis();
        int moved = source.moveTo(target);
        disk.commit();
        newestFirst.addFirst(new Task(request.required("SourceArn"), destination, moved, startedAt));
        String handle =
                Json.object().put("taskId", UUID.randomUUID().toString()).toString();
        return Json.object()
                .put("TaskHandle", Base64.getEncoder().encodeToString(handle.getBytes(StandardCharsets.UTF_8)));
    }

    synchronized ObjectNode list(Request request) {
        MessageQueue source = byArn(request.required("SourceArn"), "SourceArn");
        int max = request.number("MaxResults", 1, 1, LISTED);
        ObjectNode answer = Json.object();
        ArrayNode results = answer.putArray("Results");
        newestFirst.stream()
                .filter(task -> task.source().equals(SqsAttributes.arn(source.name())))
                .limit(max)
                .forEach(task -> {
                    ObjectNode result = results.addObject()
                            .put("Status", "COMPLETED")
                            .put("SourceArn", task.source())
                            .put("ApproximateNumberOfMessagesMoved", task.moved())
                            .put("ApproximateNumberOfMessagesToMove", task.moved())
                            .put("StartedTimestamp", task.startedAt());
                    task.destination().ifPresent(arn -> result.put("DestinationArn", arn));
                });
        return answer;
    }

    private MessageQueue byArn(String arn, String parameter) {
        return queues.all().stream()
                .filter(queue -> SqsAttributes.arn(queue.name()).equals(arn))
                .findFirst()
                .orElseThrow(() -> AwsError.sqs(
                        "ResourceNotFoundException",
                        "ResourceNotFoundException",
                        "The resource that you specified for the " + parameter + " parameter doesn't exist."));
    }
}
