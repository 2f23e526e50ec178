package dev.tracks.local.lambda;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** All functions of the zip. */
public final class Functions implements AutoCloseable {
    private final Map<FunctionName, LambdaFunction> functions = new EnumMap<>(FunctionName.class);
    private volatile boolean closed;

    public Functions(Function<FunctionName, LambdaFunction> make) {
        for (FunctionName name : FunctionName.values()) {
            functions.put(name, make.apply(name));
        }
    }

    public LambdaFunction get(FunctionName name) {
        return functions.get(name);
    }

    private Collection<LambdaFunction> all() {
        return functions.values();
    }

    /** Starts one instance of each. */
    public CompletableFuture<Void> startFirst() {
        return CompletableFuture.allOf(
                all().stream().map(LambdaFunction::startFirst).toArray(CompletableFuture[]::new));
    }

    /** Starts the others one after the other, so that requests served meanwhile get processor time. */
    public void startOthers() {
        for (LambdaFunction function : all()) {
            function.startOthers().handle(this::report).join();
        }
    }

    /** The first instance serves requests, so the failure of another one does not end the cloud. */
    private Void report(Void done, Throwable error) {
        if (error != null && !closed) {
            System.err.println("Local cloud: " + error.getMessage());
        }
        return done;
    }

    @Override
    public void close() {
        closed = true;
        all().forEach(LambdaFunction::close);
    }
}
