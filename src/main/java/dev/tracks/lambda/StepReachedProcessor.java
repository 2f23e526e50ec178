package dev.tracks.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.domain.decision.Outcome;
import dev.tracks.domain.record.ReachedEvent;
import dev.tracks.domain.record.StepReached;
import dev.tracks.lambda.json.mapping.StepReachedJson;
import dev.tracks.lambda.telemetry.LogScope;
import dev.tracks.lambda.telemetry.Results;
import dev.tracks.usecase.enroll.RunStep;
import dev.tracks.usecase.people.FindPerson;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Runs a step-reached event from any source, and adds its outcome to the results of the invocation. */
final class StepReachedProcessor {
    private static final Logger LOG = Logger.getLogger(StepReachedProcessor.class);

    private final FindPerson findPerson;
    private final RunStep runStep;

    /**
     * The result of an event.
     *
     * @param unresolved the event, if nobody has the alias that it names: nothing is stored about it, so that it must be
     *     processed again
     */
    record Result(Outcome outcome, Optional<ReachedEvent> unresolved) {}

    StepReachedProcessor(FindPerson findPerson, RunStep runStep) {
        this.findPerson = findPerson;
        this.runStep = runStep;
    }

    /** @throws dev.tracks.lambda.json.InvalidRequestException with the invalid fields; nothing is written then */
    Result process(JsonNode event, Results results) {
        ReachedEvent reached = StepReachedJson.read(event);
        return findPerson
                .find(reached.person())
                .map(participantId -> new Result(run(reached.cause(participantId), results), Optional.empty()))
                .orElseGet(() -> notFound(reached, results));
    }

    private Outcome run(StepReached cause, Results results) {
        LogScope.add(cause);
        Outcome outcome = runStep.run(cause);
        results.outcome(cause, outcome);
        return outcome;
    }

    /** The log names the kind of the alias only, because its value is personal data. */
    private static Result notFound(ReachedEvent reached, Results results) {
        LogScope.add("trackId", reached.trackId());
        LogScope.add("stepId", reached.stepId());
        LogScope.add("participant", reached.person().kind());
        LogScope.add("instance", reached.instance());
        Outcome outcome = Outcome.participantNotFound(reached.person());
        results.outcomeOfUnknown(outcome);
        LOG.warn("no participant has the alias; the event is retried");
        return new Result(outcome, Optional.of(reached));
    }
}
