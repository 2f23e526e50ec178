package dev.tracks.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/**
 * Lambda's asynchronous invocations (type {@code Event}): kept on disk until the function has succeeded, or has failed
 * with two retries. For EventBridge rules and Scheduler, and whoever calls Invoke so.
 */
final class AsyncInvocations implements AutoCloseable {
    private static final int ATTEMPTS = 3;
    private static final Duration LONGEST_RUN = Duration.ofMinutes(15);
    private static final Duration POLL = Duration.ofSeconds(20);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final MessageQueue queue;
    private final Functions functions;
    private final Disk disk;
    private volatile boolean closed;

    AsyncInvocations(Disk disk, InstantSource clock, Functions functions) {
        this.queue = new MessageQueue("asynchronous-invocations", disk, clock, Optional.empty());
        this.functions = functions;
        this.disk = disk;
    }

    /** On disk when this returns. */
    void accept(FunctionName function, byte[] event) {
        queue.send(Json.object()
                .put("function", function.name())
                .put("event", new String(event, StandardCharsets.UTF_8))
                .toString());
    }

    void start(ExecutorService workers) {
        workers.execute(() -> Pollers.until(() -> closed, this::poll));
    }

    private void poll() throws InterruptedException {
        queue.receive(10, LONGEST_RUN, POLL).forEach(this::run);
    }

    private void run(MessageQueue.Received received) {
        JsonNode invocation = Json.read(received.message().body());
        byte[] event = invocation.path("event").asText().getBytes(StandardCharsets.UTF_8);
        functions
                .get(FunctionName.valueOf(invocation.path("function").asText()))
                .invoke(event)
                .thenAccept(answer -> {
                    if (answer.isError() && received.message().receives() < ATTEMPTS) {
                        queue.changeVisibility(received.handle(), RETRY);
                    } else {
                        queue.delete(received.handle());
                        disk.commit();
                    }
                });
    }

    @Override
    public void close() {
        closed = true;
        queue.close();
    }
}
