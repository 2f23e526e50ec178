package dev.tracks.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.local.dynamodb.DatabaseControl;
import dev.tracks.local.support.DiskStore;
import dev.tracks.local.support.Json;
import dev.tracks.local.support.Pollers;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import org.h2.mvstore.MVMap;

/**
 * Lambda's event source mapping of the table's stream, with the settings of the template: records that pass {@link
 * #isForRelay}, in ordered batches of up to 50. A batch with an error is split in half; after an item failure, the rest of
 * the batch is retried. A record is retried until it is processed, and the records behind it wait. In AWS it would go to a
 * failure destination after 23 hours.
 */
public final class StreamEventSourceMapping implements AutoCloseable {
    private static final int BATCH = 50;
    private static final Duration WAIT = Duration.ofSeconds(1);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    /** The longest pause is 6.4 seconds. */
    private static final int MOST_DOUBLINGS = 6;
    /** Runs that enrolled and invited nobody. */
    private static final Set<String> OF_RUNS = Set.of("skipped", "deferred", "cancelled");

    private static final Set<String> CLOSED = Set.of("accepted", "declined", "expired", "withdrawn");

    private static final String PENDING = "pending";
    private static final String STATUS = "status";
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
    private final DiskStore disk;
    private final MVMap<String, String> position;
    private volatile boolean closed;

    public StreamEventSourceMapping(
            DatabaseControl database, Function<byte[], InvocationResult> relay, DiskStore disk) {
        this.database = database;
        this.relay = relay;
        this.disk = disk;
        this.position = disk.map(POSITION);
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
            deliverAll(
                    page.stream().filter(StreamEventSourceMapping::isForRelay).toList());
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

    /**
     * The filters of the template: items with the {@code pending} marker, runs that enrolled and invited nobody, runs that
     * had the marker before, and invitations that were closed.
     */
    public static boolean isForRelay(JsonNode record) {
        JsonNode image = record.path("dynamodb").path("NewImage");
        JsonNode before = record.path("dynamodb").path("OldImage");
        String sort = text(image, "SK");
        return image.has(PENDING)
                || sort.startsWith("RUN#") && (OF_RUNS.contains(text(image, STATUS)) || before.has(PENDING))
                || sort.startsWith("INVITATION#")
                        && CLOSED.contains(text(image, STATUS))
                        && text(before, STATUS).equals("pending");
    }

    private static String text(JsonNode image, String attribute) {
        return image.path(attribute).path("S").asText();
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
        } else {
            int doublings = Math.min(attempt.failures(), MOST_DOUBLINGS);
            Thread.sleep(FIRST_PAUSE.multipliedBy(1L << doublings).toMillis());
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

    @Override
    public void close() {
        closed = true;
    }
}
