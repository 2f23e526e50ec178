package dev.tracks.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.lambda.json.Json;
import dev.tracks.lambda.telemetry.Invocation;
import dev.tracks.lambda.telemetry.Metrics;
import dev.tracks.lambda.telemetry.Results;
import dev.tracks.usecase.sweep.Sweep;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/** The function {@code sweep}: runs on a schedule, ignores the event's content, and answers counts. */
@Named("sweep")
@Singleton
public final class SweepHandler implements RequestStreamHandler {
    private static final Logger LOG = Logger.getLogger(SweepHandler.class);

    /** The sweep starts no new item when less than this time is left. */
    private static final Duration RESERVE = Duration.ofSeconds(10);

    /** About the schedule's rate, so that each sweep starts with another shard. */
    private static final Duration RATE = Duration.ofMinutes(1);

    private final Sweep sweep;
    private final InstantSource clock;
    private final Metrics metrics;

    SweepHandler(Sweep sweep, InstantSource clock, Metrics metrics) {
        this.sweep = sweep;
        this.clock = clock;
        this.metrics = metrics;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        try (Invocation invocation = Invocation.begin(context);
                Results results = metrics.open()) {
            int firstShard = (int) (clock.instant().getEpochSecond() / RATE.toSeconds() % Integer.MAX_VALUE);
            Sweep.Counts counts =
                    sweep.sweep(firstShard, () -> context.getRemainingTimeInMillis() > RESERVE.toMillis());
            ObjectNode answer = Json.object()
                    .put("published", counts.published())
                    .put("moved", counts.moved())
                    .put("reminded", counts.reminded())
                    .put("opened", counts.messages().opened())
                    .put("waiting", counts.messages().waiting())
                    .put("expired", counts.expired())
                    .put("erased", counts.upkeep().erased())
                    .put("cleaned", counts.upkeep().cleaned())
                    .put("resumed", counts.upkeep().resumed())
                    .put("failed", counts.failures().count());
            counts.failures().problems().forEach(problem -> LOG.errorf("item failed: %s", problem));
            results.sweep(counts, answer);
            Json.write(answer, output);
        }
    }
}
