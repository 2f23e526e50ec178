package dev.tracks.lambda.telemetry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.domain.decision.Outcome;
import dev.tracks.domain.job.Tally;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.lambda.json.Json;
import dev.tracks.usecase.feedback.MailFeedback;
import dev.tracks.usecase.feedback.RecordFeedback;
import dev.tracks.usecase.message.DeliverMessage;
import dev.tracks.usecase.message.Outage;
import dev.tracks.usecase.sweep.Sweep;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Writes metrics for CloudWatch in its embedded metric format (CloudWatch guide, "Specification: Embedded metric
 * format"): CloudWatch turns a log line into metrics if it is one JSON object with {@code _aws} at its root. The lines
 * go straight to standard output, because the logger would wrap them in its own JSON; Lambda does not change lines that
 * are JSON already.
 *
 * <p>AWS charges for each combination of dimension values. So dimensions are closed sets, never ids of tracks or
 * people.
 */
public final class Metrics {
    /** New outcomes, by decision and reason. */
    static final String DECISIONS = "Decisions";

    /** Replayed outcomes, by decision and reason. */
    static final String REPLAYS = "Replays";

    /** Message deliveries, by result. */
    static final String DELIVERIES = "Deliveries";

    /** Reports about sent mails, by kind. Repeated ones do not count. */
    static final String FEEDBACK = "Feedback";

    /** Items that a sweep processed, although relay or the scheduler should have done so. */
    static final String SWEEP_FINDS = "SweepFinds";

    /** Items that a sweep could not process. */
    static final String SWEEP_FAILURES = "SweepFailures";

    /** The sweep's regular work: reminders, held messages, expiries, repeated erasures, removed steps. */
    static final String SWEEP_ROUTINE = "SweepRoutine";

    /** How long the channel has been down; 0 if it works. */
    static final String CHANNEL_DOWN_MINUTES = "ChannelDownMinutes";

    /** Rows of jobs, by outcome. */
    static final String JOB_ROWS = "JobRows";

    /** The value of the dimension reason if there is no reason; a dimension must have a value. */
    public static final String NONE = "none";

    private final Optional<String> namespace;
    private final InstantSource clock;
    private final Consumer<String> lines;

    /**
     * @param namespace the CloudWatch namespace; if empty, nothing is written
     * @param lines receives each line, without a line break
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

    public void feedback(MailFeedback.Kind kind, RecordFeedback.Result result) {
        if (result != RecordFeedback.Result.REPEATED) {
            count(Map.of("feedback", kind.wireName()), Map.of(FEEDBACK, 1));
        }
    }

    /** Counts the rows of a page, which has ended once however often it was processed. */
    public void jobRows(Tally rows) {
        rows.byOutcome().forEach((outcome, count) -> count(Map.of("outcome", outcome), Map.of(JOB_ROWS, count)));
    }

    /** Writes zeros too, so that an alarm can tell a sweep without failures from a missing sweep. */
    public void sweep(Sweep.Counts counts) {
        int routine = counts.reminded()
                + counts.messages().opened()
                + counts.expired()
                + counts.upkeep().sum();
        Map<String, Integer> values = Map.of(
                SWEEP_FINDS,
                counts.published() + counts.moved(),
                SWEEP_FAILURES,
                counts.failures().count(),
                SWEEP_ROUTINE,
                routine,
                CHANNEL_DOWN_MINUTES,
                counts.messages().outage().map(this::minutesDown).orElse(0));
        count(Map.of("function", "sweep"), values);
    }

    private int minutesDown(Outage outage) {
        return (int) Duration.between(outage.since(), clock.instant()).toMinutes();
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
