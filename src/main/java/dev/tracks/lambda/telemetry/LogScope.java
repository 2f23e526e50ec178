package dev.tracks.lambda.telemetry;

import dev.tracks.domain.record.StepReached;
import java.util.Map;
import org.jboss.logging.MDC;

/**
 * What every line of the log carries, as fields under {@code mdc}, until the scope is closed: an invocation's request id, a
 * record's cause. Ids and closed sets only, never a text or a person's name.
 */
public final class LogScope implements AutoCloseable {
    private final Map<String, Object> before = Map.copyOf(MDC.getMap());

    private LogScope() {}

    public static LogScope open() {
        return new LogScope();
    }

    /** Adds to the innermost open scope. */
    public static void add(String name, Object value) {
        MDC.put(name, String.valueOf(value));
    }

    public static void add(StepReached cause) {
        add("trackId", cause.trackId());
        add("stepId", cause.stepId());
        add("participantId", cause.participantId());
        add("instance", cause.instance());
    }

    /** Forgets whatever was added since this scope was opened. */
    @Override
    public void close() {
        MDC.clear();
        before.forEach(MDC::put);
    }
}
