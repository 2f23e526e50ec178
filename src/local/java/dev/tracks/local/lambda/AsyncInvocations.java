package dev.tracks.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.local.sqs.MessageQueue;
import dev.tracks.local.support.DiskStore;
import dev.tracks.local.support.Json;
import dev.tracks.local.support.Pollers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;

/**
 * Lambda's asynchronous invocations (type {@code Event}), kept on disk until the function has succeeded or has failed
 * after two retries. Then, as in the template, the event goes to the function's dead-letter queue, if it has one. Used by
 * EventBridge rules, Scheduler and Invoke.
 */
public final class AsyncInvocations implements AutoCloseable {
    private static final int ATTEMPTS = 3;
    private static final Duration LONGEST_RUN = Duration.ofMinutes(15);
    private static final Duration POLL = Duration.ofSeconds(20);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final MessageQueue queue;
    private final Map<FunctionName, MessageQueue> failed;
    private final InstantSource clock;
    private final Functions functions;
    private final DiskStore disk;
    private volatile boolean closed;

    /**
     * @param failed the dead-letter queues of functions
     * @param clock for times shown to people
     * @param realTime for retries
     */
    public AsyncInvocations(
            DiskStore disk,
            InstantSource clock,
            InstantSource realTime,
            Functions functions,
            Map<FunctionName, MessageQueue> failed) {
        this.queue = new MessageQueue("asynchronous-invocations", disk, realTime, Optional.empty());
        this.failed = failed;
        this.clock = clock;
        this.functions = functions;
        this.disk = disk;
    }

    /** The invocation is on disk when this returns. */
    void accept(FunctionName function, byte[] event) {
        put(function, event);
        disk.commit();
    }

    /** As {@link #accept}, but the caller commits, together with its own writes. */
    public void put(FunctionName function, byte[] event) {
        ObjectNode invocation =
                Json.object().put("function", function.name()).put("event", new String(event, StandardCharsets.UTF_8));
        queue.put(invocation.toString(), Json.object(), Duration.ZERO);
    }

    public void start(ExecutorService workers) {
        workers.execute(() -> Pollers.until(() -> closed, this::poll));
    }

    private void poll() throws InterruptedException {
        queue.receive(10, LONGEST_RUN, POLL).forEach(this::run);
    }

    private void run(MessageQueue.Received received) {
        JsonNode invocation = Json.read(received.message().body());
        FunctionName function = FunctionName.valueOf(invocation.path("function").asText());
        String event = invocation.path("event").asText();
        functions.get(function).invoke(event.getBytes(StandardCharsets.UTF_8)).thenAccept(answer -> {
            if (answer.isError() && received.message().receives() < ATTEMPTS) {
                queue.changeVisibility(received.handle(), RETRY);
                return;
            }
            if (answer.isError() && failed.containsKey(function)) {
                failed.get(function).put(record(function, event, answer), Json.object(), Duration.ZERO);
            }
            queue.delete(received.handle());
            disk.commit();
        });
    }

    /** What Lambda sends to an on-failure destination. */
    private String record(FunctionName function, String event, InvocationResult answer) {
        ObjectNode record = Json.object()
                .put("version", "1.0")
                .put("timestamp", clock.instant().toString());
        record.putObject("requestContext")
                .put("requestId", UUID.randomUUID().toString())
                .put("functionArn", function.arn() + ":$LATEST")
                .put("condition", "RetriesExhausted")
                .put("approximateInvokeCount", ATTEMPTS);
        record.set("requestPayload", Json.read(event));
        record.putObject("responseContext")
                .put("statusCode", 200)
                .put("executedVersion", "$LATEST")
                .put("functionError", "Unhandled");
        record.set("responsePayload", Json.parse(answer.payload()).orElseGet(() -> Json.text(answer.text())));
        return record.toString();
    }

    @Override
    public void close() {
        closed = true;
        queue.close();
    }
}
