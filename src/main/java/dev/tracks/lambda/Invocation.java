package dev.tracks.lambda;

import com.amazonaws.services.lambda.runtime.Context;

/** One call of a function, in the log: each line of it carries the request id. */
final class Invocation implements AutoCloseable {
    private final LogScope scope = LogScope.open();
    private final String requestId;

    private Invocation(String requestId) {
        this.requestId = requestId;
        LogScope.add("requestId", requestId);
    }

    static Invocation begin(Context context) {
        return new Invocation(String.valueOf(context.getAwsRequestId()));
    }

    String requestId() {
        return requestId;
    }

    @Override
    public void close() {
        scope.close();
    }
}
