package dev.tracks.local.lambda;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.local.aws.AwsAccount;
import dev.tracks.local.sqs.Md5;
import dev.tracks.local.sqs.Message;
import dev.tracks.local.sqs.MessageQueue;
import dev.tracks.local.sqs.SqsApi;
import dev.tracks.local.sqs.SqsAttributes;
import dev.tracks.local.support.DiskStore;
import dev.tracks.local.support.Json;
import dev.tracks.local.support.Pollers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;

/**
 * Lambda's event source mapping of a queue: batches of records, one per instance of the function at a time, partial
 * batch responses. A failed message is redelivered sooner than on AWS, after a pause that doubles each time, so that
 * people need not wait. As on AWS, a function can set its own delay instead.
 */
public final class QueueEventSourceMapping implements AutoCloseable {
    /** The largest batch of a queue without a batching window. */
    public static final int LARGEST_BATCH = 10;

    private static final Duration POLL = Duration.ofSeconds(20);
    public static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    /**
     * For failed messages: a terminated process holds its claim for 40 s, and the last of eight tries is after a
     * minute.
     */
    public static final Duration FIRST_PAUSE_OF_CLAIMED = Duration.ofMillis(500);

    /**
     * What the mapping passes to its function.
     *
     * @param size the most records of a batch
     * @param concurrency the most batches at a time
     * @param firstPause before a failed record is delivered again for the first time
     */
    public record Batches(int size, int concurrency, Duration firstPause) {}

    private final MessageQueue queue;
    private final Function<byte[], InvocationResult> function;
    private final Batches batches;
    private final DiskStore disk;
    private volatile boolean closed;

    public QueueEventSourceMapping(
            MessageQueue queue, Function<byte[], InvocationResult> function, Batches batches, DiskStore disk) {
        this.queue = queue;
        this.function = function;
        this.batches = batches;
        this.disk = disk;
    }

    public void start(ExecutorService workers) {
        for (int i = 0; i < batches.concurrency(); i++) {
            workers.execute(() -> Pollers.until(() -> closed, this::round));
        }
    }

    /** Processes one batch and waits for it. */
    void round() throws InterruptedException {
        List<MessageQueue.Received> batch = queue.receive(batches.size(), queue.visibility(), POLL);
        if (batch.isEmpty()) {
            return;
        }
        InvocationResult answer = function.apply(Json.bytes(event(batch)));
        List<String> ids = batch.stream().map(r -> r.message().id()).toList();
        Optional<Set<String>> failed = BatchResponse.failures(answer, ids);
        for (MessageQueue.Received received : batch) {
            if (failed.isEmpty() || failed.get().contains(received.message().id())) {
                int doublings = received.message().receives() - 1;
                queue.release(received, batches.firstPause().multipliedBy(1L << doublings));
            } else {
                queue.delete(received.handle());
            }
        }
        disk.commit();
    }

    private ObjectNode event(List<MessageQueue.Received> batch) {
        ObjectNode event = Json.object();
        ArrayNode records = event.putArray("Records");
        batch.forEach(received -> records.add(record(received)));
        return event;
    }

    private ObjectNode record(MessageQueue.Received received) {
        Message message = received.message();
        ObjectNode record = Json.object()
                .put("messageId", message.id())
                .put("receiptHandle", received.handle())
                .put("body", message.body());
        record.set("attributes", SqsApi.systemAttributes(message));
        record.set("messageAttributes", messageAttributes(message));
        return record.put("md5OfBody", Md5.of(message.body()))
                .put("eventSource", "aws:sqs")
                .put("eventSourceARN", SqsAttributes.arn(queue.name()))
                .put("awsRegion", AwsAccount.REGION);
    }

    /** In events, these names begin with a lower-case letter. */
    private static ObjectNode messageAttributes(Message message) {
        ObjectNode attributes = Json.object();
        message.attributes().properties().forEach(entry -> {
            ObjectNode attribute = attributes.putObject(entry.getKey());
            entry.getValue()
                    .properties()
                    .forEach(field -> attribute.set(
                            Character.toLowerCase(field.getKey().charAt(0))
                                    + field.getKey().substring(1),
                            field.getValue()));
        });
        return attributes;
    }

    @Override
    public void close() {
        closed = true;
        queue.close();
    }
}
