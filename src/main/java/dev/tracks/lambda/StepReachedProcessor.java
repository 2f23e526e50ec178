package dev.tracks.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.domain.decision.Outcome;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.StepReached;
import dev.tracks.lambda.json.mapping.StepReachedJson;
import dev.tracks.lambda.telemetry.LogScope;
import dev.tracks.lambda.telemetry.Metrics;
import dev.tracks.usecase.enroll.RunStep;
import org.jboss.logging.Logger;

/** Runs a step-reached event from any source; logs its outcome and cause in one line, and counts the outcome. */
final class StepReachedProcessor {
    private static final Logger LOG = Logger.getLogger(StepReachedProcessor.class);

    private final RunStep runStep;
    private final Metrics metrics;

    StepReachedProcessor(RunStep runStep, Metrics metrics) {
        this.runStep = runStep;
        this.metrics = metrics;
    }

    /** @throws dev.tracks.lambda.json.InvalidRequestException with the invalid fields; nothing is written then */
    Outcome process(JsonNode event) {
        StepReached cause = StepReachedJson.read(event);
        LogScope.add(cause);
        Outcome outcome = runStep.run(cause);
        LogScope.add("decision", outcome.decision().wireName());
        LogScope.add("reason", outcome.reason().map(SkipReason::wireName).orElse(Metrics.NONE));
        LogScope.add("replayed", outcome.replayed());
        LOG.info("outcome");
        metrics.outcome(outcome);
        return outcome;
    }
}
