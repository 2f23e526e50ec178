package dev.tracks.local.lambda;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** One invocation of a function: its event, and the result once there is one. */
record Invocation(String id, byte[] event, CompletableFuture<InvocationResult> answer) {
    static Invocation of(byte[] event) {
        return new Invocation(UUID.randomUUID().toString(), event, new CompletableFuture<>());
    }

    void fail(InvocationResult.Failure failure, String type, String message) {
        answer.complete(InvocationResult.failed(failure, type, "RequestId: " + id + " Error: " + message));
    }
}
