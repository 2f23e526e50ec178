package dev.tracks.lambda.telemetry;

import com.amazonaws.services.lambda.runtime.Context;

/** One invocation of a function: until it is closed, each log line has its request id. */
public final class Invocation implements AutoCloseable {
    private final LogScope scope = LogScope.open();
    private final String requestId;

    private Invocation(String requestId) {
        this.requestId = requestId;
        LogScope.add("requestId", requestId);
    }

    public static Invocation begin(Context context) {
        return new Invocation(String.valueOf(context.getAwsRequestId()));
    }

    public String requestId() {
        return requestId;
    }

    @Override
    public void close() {
        scope.close();
    }
}
