package dev.tracks.local.lambda;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** A function: invocations wait in a queue for a free instance. */
public final class LambdaFunction implements AutoCloseable {
    private final Instance.Shared shared;
    private final List<Instance> instances;

    public LambdaFunction(Instance.Shared shared, int concurrency) {
        this.shared = shared;
        this.instances =
                Stream.generate(() -> new Instance(shared)).limit(concurrency).toList();
    }

    FunctionName name() {
        return shared.name();
    }

    /** Starts the first instance; completes when it is ready. */
    CompletableFuture<Void> startFirst() {
        instances.get(0).start();
        return instances.get(0).ready();
    }

    /** Starts the others; completes when they are ready. */
    CompletableFuture<Void> startOthers() {
        List<Instance> others = instances.subList(1, instances.size());
        others.forEach(Instance::start);
        return CompletableFuture.allOf(others.stream().map(Instance::ready).toArray(CompletableFuture[]::new));
    }

    /** Never fails: an error is a result too. */
    CompletableFuture<InvocationResult> invoke(byte[] event) {
        Invocation invocation = Invocation.of(event);
        shared.waiting().addLast(invocation);
        return invocation.answer();
    }

    /** As {@link #invoke}, and waits for the result. */
    public InvocationResult call(byte[] event) {
        return invoke(event).join();
    }

    /** What the function logs from now on. */
    LogTail logTail() throws IOException {
        return LogTail.start(shared.log());
    }

    public int concurrency() {
        return instances.size();
    }

    public List<Long> pids() {
        return instances.stream().map(Instance::pid).filter(pid -> pid > 0).toList();
    }

    @Override
    public void close() {
        instances.forEach(Instance::close);
    }
}
