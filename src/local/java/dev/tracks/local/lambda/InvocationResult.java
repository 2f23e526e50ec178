package dev.tracks.local.lambda;

import dev.tracks.local.support.Json;
import java.nio.charset.StandardCharsets;

/**
 * The result of an invocation.
 *
 * @param payload what the function returned, or the error in Lambda's form: {@code {"errorType","errorMessage"}}
 */
public record InvocationResult(byte[] payload, Failure failure) {
    /** How an invocation failed: the function reported an error, its process ended, or it timed out. */
    public enum Failure {
        NONE,
        REPORTED,
        PROCESS_ENDED,
        TIMED_OUT
    }

    public static InvocationResult of(byte[] payload) {
        return new InvocationResult(payload, Failure.NONE);
    }

    public static InvocationResult failed(Failure failure, String type, String message) {
        return new InvocationResult(
                Json.bytes(Json.object().put("errorType", type).put("errorMessage", message)), failure);
    }

    public boolean isError() {
        return failure != Failure.NONE;
    }

    String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }
}
