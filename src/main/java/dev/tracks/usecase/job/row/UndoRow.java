package dev.tracks.usecase.job.row;

import dev.tracks.domain.WireName;
import dev.tracks.domain.job.Job;
import dev.tracks.domain.job.JobRow;
import dev.tracks.domain.job.RowOutcome;
import dev.tracks.domain.record.StepReached;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.job.row.RowWriter.Attempt;
import dev.tracks.usecase.job.undo.PlanUndo;
import dev.tracks.usecase.job.undo.UndoPlan;
import jakarta.inject.Singleton;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reverts what a run of the step did, and everything that followed from it. All changes and the row are one transaction;
 * if they are too many, several transactions from the run downwards, the last of them with the row.
 */
@Singleton
final class UndoRow {
    private final PlanUndo planUndo;
    private final JobRows rows;
    private final RowWriter writer;
    private final OptimisticRetry retry;

    UndoRow(PlanUndo planUndo, JobRows rows, RowWriter writer, OptimisticRetry retry) {
        this.planUndo = planUndo;
        this.rows = rows;
        this.writer = writer;
        this.retry = retry;
    }

    JobRow process(Job job, RowDraft draft) {
        StepReached cause = draft.cause();
        JobRow row = writer.write(draft.row(RowOutcome.UNCHANGED, Map.of()), () -> attempt(job, draft, cause));
        if (row.outcome() == RowOutcome.UNDONE && !job.dryRun()) {
            undoWhatHasFollowedMeanwhile(job, cause);
        }
        return row;
    }

    private Attempt attempt(Job job, RowDraft draft, StepReached cause) {
        UndoPlan plan = plan(job, cause);
        Optional<String> reason = plan.unchanged().map(WireName::wireName);
        JobRow row = draft.row(reason.isPresent() ? RowOutcome.UNCHANGED : RowOutcome.UNDONE, reason, plan.evidence());
        return job.dryRun() || reason.isPresent()
                ? new Attempt(row, rows::write)
                : new Attempt(row, written -> write(plan, written, job.creator().by()));
    }

    private UndoPlan plan(Job job, StepReached cause) {
        return planUndo.plan(cause, job.id(), job.creator().by());
    }

    /** If a transaction fails, the next attempt follows what is undone already, and goes on. */
    private WriteResult write(UndoPlan plan, JobRow row, String by) {
        Iterator<List<JobEffect>> transactions = UndoEffects.transactions(plan).iterator();
        while (true) {
            List<JobEffect> effects = transactions.next();
            if (!transactions.hasNext()) {
                return rows.write(effects, row, by);
            }
            WriteResult written = rows.write(effects, by);
            if (written != WriteResult.WRITTEN) {
                return written;
            }
        }
    }

    /**
     * Walks the chain again. Between the walk and the transaction, a step can have been added to a track of the chain and
     * reached, or an invitation can have been followed by another one.
     */
    private void undoWhatHasFollowedMeanwhile(Job job, StepReached cause) {
        retry.execute("chain of " + cause.trackId() + "/" + cause.stepId(), () -> {
            UndoPlan plan = plan(job, cause);
            UndoEffects.transactions(plan)
                    .forEach(effects -> rows.write(effects, job.creator().by()));
            return Optional.of(plan).filter(clean -> clean.links().isEmpty());
        });
    }
}
