package dev.tracks.lambda.telemetry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.lambda.json.Json;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jboss.logging.MDC;

/**
 * Writes log lines that CloudWatch also turns into metrics: each is one JSON object in its embedded metric format, which
 * allows further members beside the metrics (CloudWatch guide, "Specification: Embedded metric format"). The lines go
 * straight to standard output, because the logger would wrap them in its own JSON; Lambda does not change lines that are
 * JSON already.
 *
 * <p>AWS charges for each combination of dimension values. So dimensions are closed sets, never ids of tracks or people.
 */
public final class Metrics {
    private final Optional<String> namespace;
    private final InstantSource clock;
    private final Consumer<String> lines;

    /**
     * @param namespace the CloudWatch namespace; if empty, lines have their values, but CloudWatch makes no metrics of them
     * @param lines receives each line, without a line break
     */
    public Metrics(Optional<String> namespace, InstantSource clock, Consumer<String> lines) {
        this.namespace = namespace;
        this.clock = clock;
        this.lines = lines;
    }

    /** The results of an invocation, which writes them when it closes them. */
    public Results open() {
        return new Results(this, clock);
    }

    /**
     * Writes one line, with the fields of the log under {@code mdc}.
     *
     * @param dimensions their values, by name
     * @param values of the metrics, by name; if empty, the line is no metric
     * @param fields further members of the line, such as {@code message}
     */
    void write(Map<String, String> dimensions, Map<String, Integer> values, ObjectNode fields) {
        ObjectNode line = Json.object();
        if (!values.isEmpty()) {
            namespace.ifPresent(name -> describe(line.putObject("_aws"), name, dimensions, values));
        }
        new TreeMap<>(dimensions).forEach(line::put);
        new TreeMap<>(values).forEach(line::put);
        line.setAll(fields);
        line.set("mdc", Json.of(new TreeMap<>(MDC.getMap())));
        lines.accept(Json.text(line));
    }

    /** Describes the members of the line that are dimensions and metrics. */
    private void describe(ObjectNode aws, String name, Map<String, String> dimensions, Map<String, Integer> values) {
        ObjectNode directive = aws.put("Timestamp", clock.millis())
                .putArray("CloudWatchMetrics")
                .addObject()
                .put("Namespace", name);
        var dimensionSet = directive.putArray("Dimensions").addArray();
        new TreeMap<>(dimensions).keySet().forEach(dimensionSet::add);
        var definitions = directive.putArray("Metrics");
        new TreeMap<>(values)
                .keySet()
                .forEach(metric -> definitions.addObject().put("Name", metric).put("Unit", "Count"));
    }
}
