package dev.tracks.lambda.telemetry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.domain.decision.Outcome;
import dev.tracks.domain.job.Tally;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.StepReached;
import dev.tracks.lambda.json.Json;
import dev.tracks.usecase.feedback.MailFeedback;
import dev.tracks.usecase.feedback.RecordFeedback;
import dev.tracks.usecase.message.DeliverMessage;
import dev.tracks.usecase.message.Outage;
import dev.tracks.usecase.sweep.Sweep;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What an invocation did. On close, it writes one log line for all records with the same result, with their ids and the
 * metric that counts them: one line for each combination of dimension values, because a line of the embedded metric
 * format can have only one. Failures have lines of their own, at once.
 *
 * <p>If the invocation is killed, the results of its completed records are not logged. The records are delivered again,
 * and are then logged as replays.
 */
public final class Results implements AutoCloseable {
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
    private static final String NONE = "none";

    /**
     * What records have in common that share a line.
     *
     * @param metric counts them, if there is one
     */
    private record Result(String message, Map<String, String> dimensions, Optional<String> metric) {}

    private final Metrics metrics;
    private final InstantSource clock;
    private final Map<Result, List<String>> records = new LinkedHashMap<>();

    Results(Metrics metrics, InstantSource clock) {
        this.metrics = metrics;
        this.clock = clock;
    }

    /** The outcome of a cause. */
    public void outcome(StepReached cause, Outcome outcome) {
        outcome(cause.trackId() + "/" + cause.stepId() + "/" + cause.participantId() + "/" + cause.instance(), outcome);
    }

    /** The outcome of an event about an unknown person. */
    public void outcomeOfUnknown(Outcome outcome) {
        outcome("", outcome);
    }

    private void outcome(String record, Outcome outcome) {
        Map<String, String> dimensions = Map.of(
                "decision", outcome.decision().wireName(),
                "reason", outcome.reason().map(SkipReason::wireName).orElse(NONE));
        add(new Result("outcome", dimensions, Optional.of(outcome.replayed() ? REPLAYS : DECISIONS)), record);
    }

    /** @param message its id */
    public void delivery(String message, DeliverMessage.Delivery delivery) {
        String result = delivery.name().toLowerCase(Locale.ROOT);
        add(new Result("delivery", Map.of("result", result), Optional.of(DELIVERIES)), message);
    }

    /** @param message the id of the message that the feedback is about */
    public void feedback(String message, MailFeedback.Kind kind, RecordFeedback.Result result) {
        Optional<String> metric = result == RecordFeedback.Result.REPEATED ? Optional.empty() : Optional.of(FEEDBACK);
        add(new Result("feedback", Map.of("feedback", kind.wireName()), metric), message);
    }

    /**
     * A result that no metric counts.
     *
     * @param message the text of the log line
     * @param record the record's id; empty if it has none
     */
    public void uncounted(String message, String result, String record) {
        add(new Result(message, Map.of("result", result), Optional.empty()), record);
    }

    private void add(Result result, String record) {
        records.computeIfAbsent(result, key -> new ArrayList<>()).add(record);
    }

    /** Writes the line of a page at once, and counts its rows. A page ends once, however often it is processed. */
    public void page(Tally rows) {
        ObjectNode fields = Json.object().put("message", "page");
        fields.set("rows", Json.of(rows.byOutcome()));
        if (rows.byOutcome().isEmpty()) {
            metrics.write(Map.of(), Map.of(), fields);
        }
        for (Map.Entry<String, Integer> row : rows.byOutcome().entrySet()) {
            metrics.write(Map.of("outcome", row.getKey()), Map.of(JOB_ROWS, row.getValue()), fields);
            fields = Json.object();
        }
    }

    /**
     * Writes the line of a sweep at once: zeros too, so that an alarm can tell a sweep without failures from a missing
     * sweep.
     *
     * @param answer the counts as the function answers them
     */
    public void sweep(Sweep.Counts counts, ObjectNode answer) {
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
        ObjectNode fields = Json.object().put("message", "sweep");
        fields.setAll(answer);
        metrics.write(Map.of("function", "sweep"), values, fields);
    }

    private int minutesDown(Outage outage) {
        return (int) Duration.between(outage.since(), clock.instant()).toMinutes();
    }

    @Override
    public void close() {
        records.forEach((result, ids) -> {
            ObjectNode fields = Json.object().put("message", result.message());
            ArrayNode named = Json.object().arrayNode();
            ids.stream().filter(id -> !id.isEmpty()).forEach(named::add);
            if (!named.isEmpty()) {
                fields.set("records", named);
            }
            Map<String, Integer> values =
                    result.metric().map(metric -> Map.of(metric, ids.size())).orElse(Map.of());
            metrics.write(result.dimensions(), values, fields);
        });
    }
}
