package dev.tracks.lambda.telemetry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.domain.decision.Outcome;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.lambda.json.Json;
import dev.tracks.usecase.message.DeliverMessage;
import dev.tracks.usecase.sweep.Sweep;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Counts for CloudWatch, in its embedded metric format (CloudWatch guide, "Specification: Embedded metric format"): a line
 * that is one JSON object with {@code _aws} at its root becomes metrics when it reaches the log. So the lines go to standard
 * output as they are and not through the logger, whose JSON would wrap them; Lambda passes on what is JSON already.
 *
 * <p>Each combination of dimension values is a metric that is paid for: dimensions are closed sets, never a track's or a
 * person's id.
 */
public final class Metrics {
    /** Outcomes that were decided and written, by decision and reason. */
    static final String DECISIONS = "Decisions";

    /** Outcomes that repeat an earlier one, by decision and reason. */
    static final String REPLAYS = "Replays";

    /** Messages by what became of them. */
    static final String DELIVERIES = "Deliveries";

    /** What a sweep found that relay or the scheduler should have moved on. */
    static final String SWEEP_FINDS = "SweepFinds";

    /** What a sweep could not move on. */
    static final String SWEEP_FAILURES = "SweepFailures";

    /** What is the sweep's own work: reminders, held messages, expiries, repeated erasures. */
    static final String SWEEP_ROUTINE = "SweepRoutine";

    /** The reason of what needs none; a dimension must have a value. */
    public static final String NONE = "none";

    private final Optional<String> namespace;
    private final InstantSource clock;
    private final Consumer<String> lines;

    /**
     * @param namespace whose metrics they are; empty: nothing is counted
     * @param lines takes each line, without its end
     */
    public Metrics(Optional<String> namespace, InstantSource clock, Consumer<String> lines) {
        this.namespace = namespace;
        this.clock = clock;
        this.lines = lines;
    }

    public void outcome(Outcome outcome) {
        Map<String, String> dimensions = Map.of(
                "decision", outcome.decision().wireName(),
                "reason", outcome.reason().map(SkipReason::wireName).orElse(NONE));
        count(dimensions, Map.of(outcome.replayed() ? REPLAYS : DECISIONS, 1));
    }

    public void delivery(DeliverMessage.Delivery delivery) {
        count(Map.of("result", delivery.name().toLowerCase(Locale.ROOT)), Map.of(DELIVERIES, 1));
    }

    /** Zeros too: an alarm on what is never sent cannot tell a clean sweep from none. */
    public void sweep(Sweep.Counts counts) {
        Map<String, Integer> values = Map.of(
                SWEEP_FINDS, counts.published() + counts.moved(),
                SWEEP_FAILURES, counts.failures().count(),
                SWEEP_ROUTINE,
                        counts.reminded() + counts.opened() + counts.expired() + counts.erased() + counts.cleaned());
        count(Map.of("function", "sweep"), values);
    }

    private void count(Map<String, String> dimensions, Map<String, Integer> values) {
        namespace.ifPresent(name -> lines.accept(Json.text(line(name, dimensions, values))));
    }

    private ObjectNode line(String name, Map<String, String> dimensions, Map<String, Integer> values) {
        ObjectNode line = Json.object();
        ObjectNode aws = line.putObject("_aws").put("Timestamp", clock.millis());
        ObjectNode directive = aws.putArray("CloudWatchMetrics").addObject().put("Namespace", name);
        var dimensionSet = directive.putArray("Dimensions").addArray();
        var definitions = directive.putArray("Metrics");
        new TreeMap<>(dimensions).forEach((dimension, value) -> {
            dimensionSet.add(dimension);
            line.put(dimension, value);
        });
        new TreeMap<>(values).forEach((metric, value) -> {
            definitions.addObject().put("Name", metric).put("Unit", "Count");
            line.put(metric, value);
        });
        return line;
    }
}
