package dev.tracks.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.local.dynamodb.DatabaseControl;
import dev.tracks.local.sqs.MessageQueue;
import dev.tracks.local.support.DiskStore;
import dev.tracks.local.support.Json;
import dev.tracks.local.support.Pollers;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import org.h2.mvstore.MVMap;

/**
 * Lambda's event source mapping of the table's stream, with the settings of the template: only records whose new image
 * is {@code pending}, in ordered batches of up to 100. A batch with an error is split in half; after an item failure,
 * the rest of the batch is retried. After five retries, the record goes to the failure destination and the stream
 * moves on.
 */
public final class StreamEventSourceMapping implements AutoCloseable {
    private static final int BATCH = 100;
    private static final Duration WAIT = Duration.ofSeconds(1);
    private static final int RETRIES = 5;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final String POSITION = "stream-position";
    private static final String CHECKPOINT = "checkpoint";

    /** Records to deliver, and how often they have failed. */
    private record Attempt(List<JsonNode> records, int failures) {
        Attempt part(int from, int to) {
            return new Attempt(records.subList(from, to), failures);
        }

        /** The remaining records after that many were processed; progress resets the count. */
        Attempt after(int done) {
            return done == 0 ? this : new Attempt(records.subList(done, records.size()), 0);
        }
    }

    private final DatabaseControl database;
    private final Function<byte[], InvocationResult> relay;
    private final MessageQueue failed;
    private final DiskStore disk;
    private final MVMap<String, String> position;
    private final InstantSource clock;
    private volatile boolean closed;

    public StreamEventSourceMapping(
            DatabaseControl database,
            Function<byte[], InvocationResult> relay,
            MessageQueue failed,
            DiskStore disk,
            InstantSource clock) {
        this.database = database;
        this.relay = relay;
        this.failed = failed;
        this.disk = disk;
        this.position = disk.map(POSITION);
        this.clock = clock;
    }

    /** The sequence number up to which the stream was delivered; 0 if nothing was. */
    public static long checkpoint(DiskStore disk) {
        return Long.parseLong(disk.map(POSITION).getOrDefault(CHECKPOINT, "0"));
    }

    public void start(ExecutorService workers) {
        workers.execute(() -> Pollers.until(() -> closed, this::round));
    }

    /** Processes one page of the stream completely, or until this is closed. */
    void round() throws InterruptedException {
        try {
            List<JsonNode> page = database.stream(position.getOrDefault(CHECKPOINT, ""), BATCH, WAIT);
            deliverAll(page.stream().filter(StreamEventSourceMapping::isPending).toList());
            if (!page.isEmpty() && !closed) {
                String last = sequenceNumber(page.get(page.size() - 1));
                checkpoint(last);
                database.trim(last);
            }
        } catch (UncheckedIOException e) {
            // The database is restarting; the checkpoint is unchanged.
            Thread.sleep(FIRST_PAUSE.toMillis());
        }
    }

    private static String sequenceNumber(JsonNode record) {
        return record.path("dynamodb").path("SequenceNumber").asText();
    }

    private static boolean isPending(JsonNode record) {
        return record.path("dynamodb").path("NewImage").has("pending");
    }

    private void checkpoint(String sequenceNumber) {
        position.put(CHECKPOINT, sequenceNumber);
        disk.commit();
    }

    private void deliverAll(List<JsonNode> records) throws InterruptedException {
        Deque<Attempt> work = new ArrayDeque<>();
        if (!records.isEmpty()) {
            work.push(new Attempt(records, 0));
        }
        while (!work.isEmpty() && !closed) {
            Attempt attempt = work.pop();
            int done = firstFailure(attempt.records());
            if (done > 0) {
                checkpoint(sequenceNumber(attempt.records().get(done - 1)));
            }
            if (done < attempt.records().size()) {
                retry(attempt.after(done), work);
            }
        }
    }

    private void retry(Attempt attempt, Deque<Attempt> work) throws InterruptedException {
        int size = attempt.records().size();
        if (size > 1) {
            work.push(attempt.part(size / 2, size));
            work.push(attempt.part(0, size / 2));
        } else if (attempt.failures() == RETRIES) {
            discard(attempt.records().get(0));
        } else {
            Thread.sleep(FIRST_PAUSE.multipliedBy(1L << attempt.failures()).toMillis());
            work.push(new Attempt(attempt.records(), attempt.failures() + 1));
        }
    }

    /** Delivers a batch; returns the index of the first record to retry, or the size. */
    private int firstFailure(List<JsonNode> records) {
        ObjectNode event = Json.object();
        event.putArray("Records").addAll(records);
        List<String> numbers =
                records.stream().map(StreamEventSourceMapping::sequenceNumber).toList();
        Optional<Set<String>> failures = BatchResponse.failures(relay.apply(Json.bytes(event)), numbers);
        if (failures.isEmpty()) {
            return 0;
        }
        return numbers.stream()
                .filter(failures.get()::contains)
                .findFirst()
                .map(numbers::indexOf)
                .orElse(records.size());
    }

    /** What Lambda sends to a failure destination: the record's position, not its content. */
    private void discard(JsonNode record) {
        String number = sequenceNumber(record);
        ObjectNode message = Json.object()
                .put("version", "1.0")
                .put("timestamp", clock.instant().toString());
        message.putObject("requestContext")
                .put("requestId", UUID.randomUUID().toString())
                .put("functionArn", FunctionName.RELAY.arn())
                .put("condition", "RetryAttemptsExhausted")
                .put("approximateInvokeCount", RETRIES + 1);
        message.putObject("responseContext").put("statusCode", 200).put("executedVersion", "$LATEST");
        message.putObject("DDBStreamBatchInfo")
                .put("shardId", "shardId-00000000000000000000-00000000")
                .put("startSequenceNumber", number)
                .put("endSequenceNumber", number)
                .put("batchSize", 1)
                .put("streamArn", record.path("eventSourceARN").asText());
        failed.send(message.toString());
        checkpoint(number);
    }

    @Override
    public void close() {
        closed = true;
    }
}
