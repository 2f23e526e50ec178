package dev.tracks.local;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** All functions of the zip. */
final class Functions implements AutoCloseable {
    private final Map<FunctionName, LambdaFunction> functions = new EnumMap<>(FunctionName.class);

    Functions(Function<FunctionName, LambdaFunction> make) {
        for (FunctionName name : FunctionName.values()) {
            functions.put(name, make.apply(name));
        }
    }

    LambdaFunction get(FunctionName name) {
        return functions.get(name);
    }

    private Collection<LambdaFunction> all() {
        return functions.values();
    }

    /** Starts one instance of each. */
    CompletableFuture<Void> startFirst() {
        return CompletableFuture.allOf(
                all().stream().map(LambdaFunction::startFirst).toArray(CompletableFuture[]::new));
    }

    CompletableFuture<Void> startOthers() {
        return CompletableFuture.allOf(
                all().stream().map(LambdaFunction::startOthers).toArray(CompletableFuture[]::new));
    }

    /** Waits; a function that cannot start is a {@link LocalCloudException}. */
    static void await(CompletableFuture<Void> started) {
        try {
            started.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof LocalCloudException cause ? cause : e;
        }
    }

    @Override
    public void close() {
        all().forEach(LambdaFunction::close);
    }
}
