package dev.tracks.local.lambda;

import com.sun.net.httpserver.HttpExchange;
import dev.tracks.local.aws.TraceHeader;
import dev.tracks.local.support.Json;
import dev.tracks.local.support.LocalCloudException;
import dev.tracks.local.support.LocalServer;
import dev.tracks.local.support.Reply;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The Lambda Runtime API (version 2018-06-01) for one process of one function. It gives the process one invocation at
 * a time and knows which one is in progress.
 */
final class RuntimeApi implements AutoCloseable {
    private static final String ROOT = "/2018-06-01/runtime/";
    /** Lambda's limit for the response of a synchronous invocation: 6 MiB and 100 bytes. */
    private static final int ANSWER_LIMIT = 6 * 1024 * 1024 + 100;

    private final BlockingDeque<Invocation> waiting;
    private final String functionArn;
    private final Duration timeout;
    private final InstantSource clock;
    private final Consumer<Invocation> started;
    private final LocalServer server;
    private final CompletableFuture<Void> initialized = new CompletableFuture<>();
    private Thread poller;
    private Invocation inHand;
    private boolean closed;

    /** @param started receives each invocation that the process takes, to start its time-out */
    RuntimeApi(
            BlockingDeque<Invocation> waiting,
            String functionArn,
            Duration timeout,
            InstantSource clock,
            Executor threads,
            Consumer<Invocation> started) {
        this.waiting = waiting;
        this.functionArn = functionArn;
        this.timeout = timeout;
        this.clock = clock;
        this.started = started;
        server = new LocalServer(0, threads);
        server.serve(this::handle);
    }

    /** The value of {@code AWS_LAMBDA_RUNTIME_API}. */
    String address() {
        return "127.0.0.1:" + server.port();
    }

    /** Completes when the process asks for its first invocation; fails when it reports that it cannot start. */
    CompletableFuture<Void> initialized() {
        return initialized;
    }

    synchronized Optional<Invocation> inFlight() {
        return Optional.ofNullable(inHand);
    }

    private Reply handle(HttpExchange exchange) throws IOException, InterruptedException {
        String path = exchange.getRequestURI().getPath();
        if (!path.startsWith(ROOT)) {
            return error(404, "NotFound", path);
        }
        List<String> parts = List.of(path.substring(ROOT.length()).split("/"));
        if (parts.equals(List.of("invocation", "next"))) {
            return next();
        }
        byte[] body = LocalServer.body(exchange, ANSWER_LIMIT);
        if (parts.equals(List.of("init", "error"))) {
            String message = body == null ? "" : new InvocationResult(body, InvocationResult.Failure.REPORTED).text();
            initialized.completeExceptionally(new LocalCloudException(message));
            return accepted();
        }
        if (parts.size() == 3 && "invocation".equals(parts.get(0))) {
            return finish(parts.get(1), parts.get(2), body);
        }
        return error(404, "NotFound", path);
    }

    private Reply next() throws InterruptedException {
        initialized.complete(null);
        Invocation invocation = take();
        started.accept(invocation);
        long deadline = clock.instant().plus(timeout).toEpochMilli();
        Map<String, List<String>> headers = Map.of(
                "Content-Type", List.of("application/json"),
                "Lambda-Runtime-Aws-Request-Id", List.of(invocation.id()),
                "Lambda-Runtime-Deadline-Ms", List.of(String.valueOf(deadline)),
                "Lambda-Runtime-Invoked-Function-Arn", List.of(functionArn),
                "Lambda-Runtime-Trace-Id", List.of(TraceHeader.next(clock)));
        return new Reply(200, headers, invocation.event());
    }

    private Invocation take() throws InterruptedException {
        synchronized (this) {
            if (closed) {
                throw new InterruptedException();
            }
            poller = Thread.currentThread();
        }
        try {
            Invocation invocation = waiting.takeFirst();
            synchronized (this) {
                if (closed) {
                    waiting.putFirst(invocation);
                    throw new InterruptedException();
                }
                inHand = invocation;
                return invocation;
            }
        } finally {
            synchronized (this) {
                poller = null;
                Thread.interrupted();
            }
        }
    }

    private Reply finish(String id, String how, byte[] body) {
        Invocation invocation;
        synchronized (this) {
            if (inHand == null || !inHand.id().equals(id)) {
                return error(400, "InvalidRequestID", "Invalid request ID");
            }
            invocation = inHand;
            inHand = null;
        }
        if (body == null) {
            String message =
                    "Response payload size exceeded maximum allowed payload size (%d bytes).".formatted(ANSWER_LIMIT);
            invocation.fail(InvocationResult.Failure.REPORTED, "Function.ResponseSizeTooLarge", message);
            return error(413, "RequestEntityTooLarge", message);
        }
        boolean failed = "error".equals(how);
        invocation
                .answer()
                .complete(new InvocationResult(
                        body, failed ? InvocationResult.Failure.REPORTED : InvocationResult.Failure.NONE));
        return accepted();
    }

    private static Reply accepted() {
        return Reply.json(202, Json.object().put("status", "OK"));
    }

    private static Reply error(int status, String type, String message) {
        return Reply.json(status, Json.object().put("errorType", type).put("errorMessage", message));
    }

    /** Gives out no more invocations. The one in progress stays readable, so that it can be completed. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            if (poller != null) {
                poller.interrupt();
            }
        }
        server.close();
    }
}
