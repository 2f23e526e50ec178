package dev.tracks.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.local.aws.AwsAccount;
import dev.tracks.local.aws.AwsError;
import dev.tracks.local.aws.Request;
import dev.tracks.local.support.DiskStore;
import dev.tracks.local.support.Json;
import dev.tracks.local.support.VirtualClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The part of the SQS API (JSON protocol) that works on existing queues; only the template creates queues. */
public final class SqsApi {
    private static final int MAX_DELAY = 900;
    private static final int MAX_VISIBILITY = 43_200;

    private final Queues queues;
    private final DiskStore disk;
    private final URI endpoint;
    private final VirtualClock clock;
    private final MoveTasks moveTasks;

    /** @param clock for delays, which senders compute from it; visibility and waiting use real time */
    public SqsApi(Queues queues, DiskStore disk, URI endpoint, VirtualClock clock) {
        this.queues = queues;
        this.disk = disk;
        this.endpoint = endpoint;
        this.clock = clock;
        this.moveTasks = new MoveTasks(queues, disk, clock);
    }

    /** The URL of a queue; the last part of the path identifies it. */
    public static String url(URI endpoint, String queue) {
        return endpoint + "/" + AwsAccount.ACCOUNT + "/" + queue;
    }

    public ObjectNode call(String operation, Request request) throws InterruptedException {
        return switch (operation) {
            case "SendMessage" -> send(queue(request), request);
            case "SendMessageBatch" -> {
                MessageQueue queue = queue(request);
                yield new SqsBatch(operation, request).ofMessages().process(entry -> send(queue, entry));
            }
            case "ReceiveMessage" -> receive(queue(request), request);
            case "DeleteMessage" -> delete(queue(request), request);
            case "DeleteMessageBatch" -> {
                MessageQueue queue = queue(request);
                yield new SqsBatch(operation, request).process(entry -> delete(queue, entry));
            }
            case "ChangeMessageVisibility" -> changeVisibility(queue(request), request);
            case "ChangeMessageVisibilityBatch" -> {
                MessageQueue queue = queue(request);
                yield new SqsBatch(operation, request).process(entry -> changeVisibility(queue, entry));
            }
            case "GetQueueUrl" ->
                Json.object()
                        .put(
                                "QueueUrl",
                                url(
                                        endpoint,
                                        named(request.required("QueueName")).name()));
            case "GetQueueAttributes" -> SqsAttributes.of(queue(request), request);
            case "ListQueues" -> list(request.text("QueueNamePrefix").orElse(""));
            case "PurgeQueue" -> purge(queue(request));
            case "StartMessageMoveTask" -> moveTasks.start(request);
            case "ListMessageMoveTasks" -> moveTasks.list(request);
            default -> throw AwsError.unknownOperation("SQS " + operation);
        };
    }

    private MessageQueue queue(Request request) {
        String url = request.required("QueueUrl");
        return named(url.substring(url.lastIndexOf('/') + 1));
    }

    private MessageQueue named(String name) {
        return queues.find(name)
                .orElseThrow(() -> AwsError.sqs(
                        "QueueDoesNotExist",
                        "AWS.SimpleQueueService.NonExistentQueue",
                        "The specified queue does not exist."));
    }

    private ObjectNode send(MessageQueue queue, Request request) {
        String body = request.required("MessageBody");
        if (body.isEmpty()) {
            throw Request.missing("MessageBody");
        }
        if (MessageSize.of(request) > MessageSize.LIMIT) {
            throw invalid("One or more parameters are invalid. Reason: Message must be shorter than "
                    + MessageSize.LIMIT + " bytes.");
        }
        Duration delay = clock.real(Duration.ofSeconds(request.number("DelaySeconds", 0, 0, MAX_DELAY)));
        JsonNode attributes = request.node().path("MessageAttributes");
        JsonNode kept = attributes.isObject() ? attributes : Json.object();
        ObjectNode answer =
                Json.object().put("MessageId", queue.put(body, kept, delay)).put("MD5OfMessageBody", Md5.of(body));
        disk.commit();
        if (!kept.isEmpty()) {
            answer.put("MD5OfMessageAttributes", Md5.ofAttributes(kept));
        }
        return answer;
    }

    private ObjectNode receive(MessageQueue queue, Request request) throws InterruptedException {
        List<MessageQueue.Received> received = queue.receive(
                request.number("MaxNumberOfMessages", 1, 1, 10),
                Duration.ofSeconds(request.number(
                        "VisibilityTimeout", (int) queue.visibility().toSeconds(), 0, MAX_VISIBILITY)),
                Duration.ofSeconds(request.number("WaitTimeSeconds", 0, 0, 20)));
        ObjectNode answer = Json.object();
        if (!received.isEmpty()) {
            ArrayNode messages = answer.putArray("Messages");
            received.forEach(message -> messages.add(message(message)));
        }
        return answer;
    }

    private static ObjectNode message(MessageQueue.Received received) {
        Message message = received.message();
        ObjectNode node = Json.object()
                .put("MessageId", message.id())
                .put("ReceiptHandle", received.handle())
                .put("MD5OfBody", Md5.of(message.body()))
                .put("Body", message.body());
        node.set("Attributes", systemAttributes(message));
        if (!message.attributes().isEmpty()) {
            node.put("MD5OfMessageAttributes", Md5.ofAttributes(message.attributes()));
            node.set("MessageAttributes", message.attributes());
        }
        return node;
    }

    public static ObjectNode systemAttributes(Message message) {
        Instant first = message.firstReceived() == null ? message.sentAt() : message.firstReceived();
        return Json.object()
                .put("ApproximateReceiveCount", String.valueOf(message.receives()))
                .put("SentTimestamp", String.valueOf(message.sentAt().toEpochMilli()))
                .put("SenderId", AwsAccount.ACCOUNT)
                .put("ApproximateFirstReceiveTimestamp", String.valueOf(first.toEpochMilli()));
    }

    private ObjectNode delete(MessageQueue queue, Request request) {
        if (!queue.delete(request.required("ReceiptHandle"))) {
            throw invalidHandle();
        }
        disk.commit();
        return Json.object();
    }

    private static ObjectNode changeVisibility(MessageQueue queue, Request request) {
        Duration visibility = Duration.ofSeconds(request.number("VisibilityTimeout", 0, 0, MAX_VISIBILITY));
        if (!queue.changeVisibility(request.required("ReceiptHandle"), visibility)) {
            throw AwsError.sqs(
                    "MessageNotInflight",
                    "AWS.SimpleQueueService.MessageNotInflight",
                    "The specified message isn't in flight.");
        }
        return Json.object();
    }

    private ObjectNode list(String prefix) {
        ObjectNode answer = Json.object();
        ArrayNode urls = answer.putArray("QueueUrls");
        queues.all().stream()
                .map(MessageQueue::name)
                .filter(name -> name.startsWith(prefix))
                .forEach(name -> urls.add(url(endpoint, name)));
        return answer;
    }

    private static ObjectNode purge(MessageQueue queue) {
        queue.purge();
        return Json.object();
    }

    private static AwsError invalid(String message) {
        return AwsError.sqs("InvalidParameterValue", "InvalidParameterValue", message);
    }

    private static AwsError invalidHandle() {
        return AwsError.sqs("ReceiptHandleIsInvalid", "ReceiptHandleIsInvalid", "The receipt handle is invalid.");
    }
}
