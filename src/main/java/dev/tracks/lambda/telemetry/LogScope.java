package dev.tracks.lambda.telemetry;

import dev.tracks.domain.record.StepReached;
import java.util.Map;
import org.jboss.logging.MDC;

/**
 * Fields that each log line has under {@code mdc} until the scope is closed, such as an invocation's request id or a
 * record's cause. Values are ids and enum values only, never texts or names of people.
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

    /** Removes the fields that were added since this scope was opened. */
    @Override
    public void close() {
        MDC.clear();
        before.forEach(MDC::put);
    }
}
