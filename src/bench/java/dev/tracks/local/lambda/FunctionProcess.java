package dev.tracks.local.lambda;

import dev.tracks.local.support.Json;
import dev.tracks.local.support.Threads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One process of a function with its own Lambda Runtime API, timed: from the start of the process to its first
 * response, and later from an event to its response.
 */
public final class FunctionProcess implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** A response and its time. */
    public record Timed(String answer, Duration time) {}

    /**
     * How a process is started.
     *
     * @param folder the function's own, where the process runs: Lambda's {@code /var/task}
     * @param environment the only variables that the process gets
     * @param log the file for its output
     */
    public record Launch(List<String> command, Path folder, Map<String, String> environment, Path log) {}

    private final Launch launch;
    private final Threads threads = new Threads();
    private final BlockingDeque<Invocation> waiting = new LinkedBlockingDeque<>();
    private final RuntimeApi api;
    private final long startedAt;
    private final Process process;
    private final CompletableFuture<Long> readyAt;
    private final Timed first;

    /**
     * Starts the process with a waiting event, and waits for the response.
     *
     * @throws IllegalStateException if it does not respond, or responds with an error
     */
    public FunctionProcess(Launch launch, String event) {
        this.launch = launch;
        api = new RuntimeApi(
                waiting, FunctionName.STEP.arn(), TIMEOUT, InstantSource.system(), threads.workers(), taken -> {});
        readyAt = api.initialized().thenApply(ready -> System.nanoTime());
        ProcessBuilder builder = new ProcessBuilder(launch.command())
                .directory(launch.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(launch.log().toFile()));
        builder.environment().clear();
        builder.environment().putAll(launch.environment());
        builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
        Invocation invocation = enqueued(event);
        startedAt = System.nanoTime();
        try {
            process = builder.start();
        } catch (IOException e) {
            api.close();
            threads.close();
            throw new UncheckedIOException(e);
        }
        process.onExit()
                .thenRun(
                        () -> invocation.fail(InvocationResult.Failure.PROCESS_ENDED, "Runtime.ExitError", "it ended"));
        try {
            first = timed(invocation, startedAt);
        } catch (IllegalStateException e) {
            close();
            throw e;
        }
    }

    private Invocation enqueued(String event) {
        Invocation invocation = Invocation.of(Json.bytes(Json.read(event)));
        waiting.addLast(invocation);
        return invocation;
    }

    /** From the start of the process to its response to the first event. */
    public Timed first() {
        return first;
    }

    /** From the start of the process until it asks for its first event, which is Lambda's init. */
    public Duration init() {
        return Duration.ofNanos(readyAt.join() - startedAt);
    }

    /** Sends another event. The time includes the part of this side, which is the same for all functions. */
    public Timed invoke(String event) {
        long from = System.nanoTime();
        return timed(enqueued(event), from);
    }

    private Timed timed(Invocation invocation, long from) {
        try {
            InvocationResult answer = invocation.answer().get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
            Duration time = Duration.ofNanos(System.nanoTime() - from);
            if (answer.isError()) {
                throw new IllegalStateException(answer.text() + ", see " + launch.log());
            }
            return new Timed(answer.text(), time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("no answer in " + TIMEOUT + ", see " + launch.log(), e);
        }
    }

    public long pid() {
        return process.pid();
    }

    /** Ends the process immediately, as Lambda does. */
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
        api.close();
        threads.close();
    }
}
