package dev.tracks.usecase.job.row;

import dev.tracks.domain.decision.Run;
import dev.tracks.domain.job.Job;
import dev.tracks.domain.job.JobRow;
import dev.tracks.domain.job.RowOutcome;
import dev.tracks.domain.record.StepReached;
import dev.tracks.usecase.enroll.Ledger;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/**
 * Lets a person reach a step, unless they had reached it before the job was created. A run that began later is the job's
 * own, as a repeat after a kill finds it, or that of somebody else who wanted the same: its outcome is that of the row.
 */
@Singleton
final class ApplyRow {
    static final String ALREADY_REACHED = "already_reached";

    private final Ledger ledger;
    private final RerunRow rerunRow;
    private final RowWriter writer;

    ApplyRow(Ledger ledger, RerunRow rerunRow, RowWriter writer) {
        this.ledger = ledger;
        this.rerunRow = rerunRow;
        this.writer = writer;
    }

    JobRow process(Job job, RowDraft draft) {
        StepReached cause = draft.cause();
        return ledger.read(cause, Optional.empty())
                .run()
                .filter(run -> run.reachedAt().isBefore(job.times().createdAt()))
                .map(run -> writer.write(alreadyReached(draft, run)))
                .orElseGet(() -> rerunRow.process(job, draft));
    }

    private static JobRow alreadyReached(RowDraft draft, Run run) {
        Map<String, Object> evidence = Map.of(
                "cause", RerunRow.cause(run.cause()), "decision", run.status().wireName());
        return draft.row(RowOutcome.UNCHANGED, Optional.of(ALREADY_REACHED), evidence);
    }
}
