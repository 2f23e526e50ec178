package dev.tracks.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.domain.Outcome;
import dev.tracks.domain.SkipReason;
import dev.tracks.domain.StepReached;
import dev.tracks.lambda.json.StepReachedJson;
import dev.tracks.usecase.RunStep;
import org.jboss.logging.Logger;

/** Runs step-reached events, wherever they come from, and logs each outcome in one line. */
final class Causes {
    private static final Logger LOG = Logger.getLogger(Causes.class);

    private final RunStep runStep;

    Causes(RunStep runStep) {
        this.runStep = runStep;
    }

    /** @throws dev.tracks.lambda.json.InvalidRequestException naming the fields of a malformed event; nothing is written */
    Outcome run(JsonNode event) {
        StepReached cause = StepReachedJson.read(event);
        Outcome outcome = runStep.run(cause);
        LOG.infof(
                "outcome trackId=%s stepId=%s participantId=%s instance=%d decision=%s reason=%s replayed=%b",
                cause.trackId(),
                cause.stepId(),
                cause.participantId(),
                cause.instance(),
                outcome.decision().wireName(),
                outcome.reason().map(SkipReason::wireName).orElse("none"),
                outcome.replayed());
        return outcome;
    }
}
