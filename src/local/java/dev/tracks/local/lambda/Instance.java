package dev.tracks.local.lambda;

import dev.tracks.local.support.LocalCloudException;
import dev.tracks.local.support.Threads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/**
 * One execution environment of a function: a process that is restarted whenever it ends. Its current invocation then
 * fails, as on Lambda; the invoker decides about a retry.
 */
public final class Instance implements AutoCloseable {
    /** What the instances of one function share. */
    public record Shared(
            FunctionName name,
            Deployment deployment,
            Map<String, String> environment,
            Path log,
            BlockingDeque<Invocation> waiting,
            Duration timeout,
            InstantSource clock,
            Threads threads) {}

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final int STARTS = 3;
    private static final int LOG_LINES = 30;

    private final Shared shared;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private RuntimeApi api;
    private Process process;
    private int failedStarts;
    private boolean closed;

    Instance(Shared shared) {
        this.shared = shared;
    }

    /** Completes when this instance first asks for an invocation. */
    CompletableFuture<Void> ready() {
        return ready;
    }

    synchronized void start() {
        if (closed) {
            return;
        }
        api = new RuntimeApi(
                shared.waiting(),
                shared.name().arn(),
                shared.timeout(),
                shared.clock(),
                shared.threads().workers(),
                this::watch);
        api.initialized().thenRun(() -> ready.complete(null));
        try {
            process = launch(api.address());
        } catch (IOException e) {
            api.close();
            throw new LocalCloudException(shared.name() + " cannot be started: " + e.getMessage(), e);
        }
        RuntimeApi apiOfProcess = api;
        process.onExit()
                .thenAcceptAsync(
                        ended -> ended(ended, apiOfProcess), shared.threads().workers());
    }

    private Process launch(String runtimeApi) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(shared.deployment().command(shared.name()))
                .directory(shared.deployment().folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(shared.log().toFile()));
        // As on Lambda, the function gets no environment variables of this machine.
        builder.environment().clear();
        builder.environment().putAll(shared.environment());
        builder.environment().put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
        Process started = builder.start();
        started.getOutputStream().close();
        return started;
    }

    /** Lambda ends an environment whose invocation takes too long. */
    private void watch(Invocation invocation) {
        Process current;
        synchronized (this) {
            current = process;
        }
        Future<?> end = shared.threads().after(shared.timeout(), () -> {
            String message = "Task timed out after %.2f seconds"
                    .formatted(shared.timeout().toMillis() / 1000.0);
            invocation.fail(InvocationResult.Failure.TIMED_OUT, "Sandbox.Timedout", message);
            current.destroyForcibly();
        });
        invocation.answer().thenRun(() -> end.cancel(false));
    }

    private void ended(Process ended, RuntimeApi apiOfProcess) {
        apiOfProcess.close();
        boolean started = apiOfProcess.initialized().isDone()
                && !apiOfProcess.initialized().isCompletedExceptionally();
        apiOfProcess
                .inFlight()
                .ifPresent(invocation -> invocation.fail(
                        InvocationResult.Failure.PROCESS_ENDED,
                        "Runtime.ExitError",
                        "Runtime exited with status " + ended.exitValue()));
        synchronized (this) {
            if (closed) {
                return;
            }
            failedStarts = started ? 0 : failedStarts + 1;
            shared.threads().after(pause(ended.exitValue()), this::startAgain);
        }
        if (!started) {
            reportFailedStart(ended, apiOfProcess);
        }
    }

    /** If the machine has no memory for another process, it may have some later. */
    private void startAgain() {
        try {
            start();
        } catch (LocalCloudException e) {
            System.err.println("Local cloud: " + e.getMessage());
            shared.threads().after(LONGEST_PAUSE, this::startAgain);
        }
    }

    /** No pause, except after Ctrl-C, which reaches the children first, and after failed starts. */
    private Duration pause(int status) {
        if (failedStarts > 0) {
            Duration pause = Duration.ofMillis(500L << Math.min(failedStarts, 10));
            return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
        }
        return status == 130 || status == 143 ? Duration.ofMillis(300) : Duration.ZERO;
    }

    /** A function that reports a failed start will not start; one that was killed meanwhile will. */
    private void reportFailedStart(Process ended, RuntimeApi apiOfProcess) {
        boolean saidWhy = apiOfProcess.initialized().isCompletedExceptionally();
        if (!saidWhy && failedStarts < STARTS) {
            return;
        }
        String reason = "The function " + shared.name() + " ended with status " + ended.exitValue()
                + " before it was ready. The end of its log:\n" + endOfLog();
        ready.completeExceptionally(new LocalCloudException(reason));
        // Otherwise invocations would wait for it forever.
        Invocation next = shared.waiting().pollFirst();
        while (next != null) {
            next.fail(InvocationResult.Failure.PROCESS_ENDED, "Runtime.InitError", reason);
            next = shared.waiting().pollFirst();
        }
    }

    private String endOfLog() {
        try {
            List<String> lines = Files.readAllLines(shared.log());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** The process id, or -1 if no process is running. */
    synchronized long pid() {
        return process != null && process.isAlive() ? process.pid() : -1;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            ready.completeExceptionally(new LocalCloudException(shared.name() + " was closed"));
            if (process != null) {
                process.destroyForcibly();
            }
        }
        if (api != null) {
            api.close();
        }
    }
}
