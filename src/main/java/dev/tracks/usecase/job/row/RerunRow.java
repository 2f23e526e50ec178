package dev.tracks.usecase.job.row;

import dev.tracks.domain.decision.Outcome;
import dev.tracks.domain.job.Job;
import dev.tracks.domain.job.JobRow;
import dev.tracks.domain.job.RowOutcome;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.StepReached;
import dev.tracks.usecase.enroll.RunStep;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Decides a cause again, then writes the row. The cause's run ensures that it has one effect, so a repeat after a kill
 * between the two finds it, and its outcome is that of the run.
 */
@Singleton
final class RerunRow {
    private final RunStep runStep;
    private final RowWriter writer;

    RerunRow(RunStep runStep, RowWriter writer) {
        this.runStep = runStep;
        this.writer = writer;
    }

    JobRow process(Job job, RowDraft draft) {
        StepReached cause = draft.cause();
        Outcome outcome = job.dryRun() ? runStep.preview(cause) : runStep.run(cause);
        Optional<String> reason = outcome.reason().map(SkipReason::wireName);
        return writer.write(draft.row(outcome(outcome), reason, evidence(cause, outcome)));
    }

    private static RowOutcome outcome(Outcome outcome) {
        return outcome.reason().equals(Optional.of(SkipReason.RUN_CANCELLED))
                ? RowOutcome.CANCELLED
                : RowOutcome.of(outcome.decision());
    }

    /** The evidence of the decision, the cause, and what it led to. */
    private static Map<String, Object> evidence(StepReached cause, Outcome outcome) {
        Map<String, Object> evidence = new LinkedHashMap<>(outcome.evidence());
        evidence.put("cause", cause(cause));
        outcome.enrolleeId()
                .filter(id -> !id.equals(cause.participantId()))
                .ifPresent(id -> evidence.put("enrolleeId", id));
        outcome.enrollment().ifPresent(ref -> {
            evidence.put("trackId", ref.trackId());
            evidence.put("instance", ref.instance());
        });
        outcome.invitation().ifPresent(ref -> {
            evidence.put("trackId", ref.trackId());
            evidence.put("number", ref.number());
        });
        outcome.dueAt().ifPresent(dueAt -> evidence.put("dueAt", dueAt.toString()));
        return evidence;
    }

    /** The cause as evidence, without its participant, who is that of the row. */
    static Map<String, Object> cause(StepReached cause) {
        return Map.of("trackId", cause.trackId(), "stepId", cause.stepId(), "instance", cause.instance());
    }
}
