package dev.tracks.local;

import java.nio.charset.StandardCharsets;

/**
 * What an invocation came to.
 *
 * @param payload what the function returned, or the error as Lambda words it: {@code {"errorType","errorMessage"}}
 */
record Answer(byte[] payload, Failure failure) {
    /** How an invocation failed: the function said so, its process ended, or it took too long. */
    enum Failure {
        NONE,
        REPORTED,
        PROCESS_ENDED,
        TIMED_OUT
    }

    static Answer of(byte[] payload) {
        return new Answer(payload, Failure.NONE);
    }

    static Answer failed(Failure failure, String type, String message) {
        return new Answer(Json.bytes(Json.object().put("errorType", type).put("errorMessage", message)), failure);
    }

    boolean isError() {
        return failure != Failure.NONE;
    }

    String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }
}
