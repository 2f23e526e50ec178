package dev.tracks.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.domain.job.LaneRef;
import dev.tracks.lambda.json.InvalidRequestException;
import dev.tracks.lambda.json.Json;
import dev.tracks.lambda.json.mapping.job.JobEventJson;
import dev.tracks.lambda.telemetry.Invocation;
import dev.tracks.lambda.telemetry.LogScope;
import dev.tracks.lambda.telemetry.Metrics;
import dev.tracks.lambda.telemetry.Results;
import dev.tracks.usecase.job.ProcessPage;
import dev.tracks.usecase.job.StartJob;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * The function {@code jobs}: processes the jobs queue, whose records each name a page of a lane, and starts the job that
 * an event of EventBridge Scheduler names. It sends to no queue: {@code relay} enqueues the next page.
 */
@Named("jobs")
@Singleton
public final class JobsHandler implements RequestStreamHandler {
    private static final Logger LOG = Logger.getLogger(JobsHandler.class);

    /** No row is started when less than this time is left: a row and the end of its page take a few seconds at most. */
    private static final Duration RESERVE = Duration.ofSeconds(10);

    /** A page is ended after this time, so that a stop takes effect soon and little is repeated after a kill. */
    private static final Duration LONGEST_PAGE = Duration.ofSeconds(20);

    private final ProcessPage processPage;
    private final StartJob startJob;
    private final Metrics metrics;
    private final Batch batch = new Batch("/messageId");

    JobsHandler(ProcessPage processPage, StartJob startJob, Metrics metrics) {
        this.processPage = processPage;
        this.startJob = startJob;
        this.metrics = metrics;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        try (Invocation invocation = Invocation.begin(context);
                Results results = metrics.open()) {
            JsonNode event = Json.read(input);
            Json.write(
                    event.has("Records")
                            ? pages(event, context, results)
                            : Json.object().put("started", start(event, results)),
                    output);
        }
    }

    private JsonNode pages(JsonNode event, Context context, Results results) {
        return batch.process(event, record -> page(record, context, results));
    }

    private void page(JsonNode record, Context context, Results results) {
        LaneRef page = JobEventJson.readPage(Json.read(record.path("body").asText("")));
        LogScope.add("jobId", page.jobId());
        LogScope.add("lane", page.lane());
        LogScope.add("page", page.page());
        int receives = record.at("/attributes/ApproximateReceiveCount").asInt(1);
        ProcessPage.Processed processed = processPage.process(page, receives, timeLeft(context));
        LogScope.add("result", processed.result().name().toLowerCase(Locale.ROOT));
        results.page(processed.rows());
    }

    private static BooleanSupplier timeLeft(Context context) {
        long least = Math.max(RESERVE.toMillis(), context.getRemainingTimeInMillis() - LONGEST_PAGE.toMillis());
        return () -> context.getRemainingTimeInMillis() > least;
    }

    /** Logs failures here, because the runtime's own log line has neither the request id nor the job. */
    private boolean start(JsonNode event, Results results) {
        try {
            String jobId = JobEventJson.readStart(event);
            LogScope.add("jobId", jobId);
            boolean started = startJob.start(jobId);
            results.uncounted("start", started ? "started" : "nothing_to_do", jobId);
            return started;
        } catch (InvalidRequestException e) {
            LOG.warnf("malformed event: %s", e.getMessage());
            throw e;
        } catch (RuntimeException e) {
            LOG.errorf("failed: %s", e);
            throw e;
        }
    }
}
