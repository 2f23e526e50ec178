package dev.tracks.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import org.jboss.logging.MDC;

/** One call of a function, in the log: each line of it carries the request id. */
final class Invocation implements AutoCloseable {
    private static final String REQUEST_ID = "requestId";

    private final String requestId;

    private Invocation(String requestId) {
        this.requestId = requestId;
        MDC.put(REQUEST_ID, requestId);
    }

    static Invocation begin(Context context) {
        return new Invocation(String.valueOf(context.getAwsRequestId()));
    }

    String requestId() {
        return requestId;
    }

    @Override
    public void close() {
        MDC.remove(REQUEST_ID);
    }
}
