package dev.tracks.usecase.job.row;

import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.enroll.DecideDirectly;
import dev.tracks.usecase.job.undo.PlanUndo;

/** The actions of jobs over given ports, wired as in {@code lambda}. */
public record RowEngine(JobRows rows, OptimisticRetry retry) {
    public RowWriter writer() {
        return new RowWriter(rows, retry);
    }

    public RowActions actions(DecideDirectly decideDirectly, PlanUndo planUndo) {
        return new RowActions(new EnrollRow(decideDirectly, rows, writer()), undoRow(planUndo));
    }

    private UndoRow undoRow(PlanUndo planUndo) {
        return new UndoRow(planUndo, rows, writer(), retry);
    }

    /** The action of a job that undoes. */
    public RowAction undo(PlanUndo planUndo) {
        return undoRow(planUndo)::process;
    }
}
