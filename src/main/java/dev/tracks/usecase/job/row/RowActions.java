package dev.tracks.usecase.job.row;

import dev.tracks.domain.job.JobSpec;
import jakarta.inject.Singleton;

/** The action of each kind of job. */
@Singleton
public final class RowActions implements JobSpec.Visitor<RowAction> {
    private final EnrollRow enrollRow;
    private final UndoRow undoRow;

    RowActions(EnrollRow enrollRow, UndoRow undoRow) {
        this.enrollRow = enrollRow;
        this.undoRow = undoRow;
    }

    @Override
    public RowAction enroll(JobSpec.Enroll spec) {
        return (job, draft) -> enrollRow.process(job, spec, draft);
    }

    @Override
    public RowAction rerun(JobSpec.Rerun spec) {
        throw new UnsupportedOperationException("rerun");
    }

    @Override
    public RowAction apply(JobSpec.Apply spec) {
        throw new UnsupportedOperationException("apply");
    }

    @Override
    public RowAction undo(JobSpec.Undo spec) {
        return undoRow::process;
    }

    @Override
    public RowAction remove(JobSpec.Remove spec) {
        throw new UnsupportedOperationException("remove");
    }

    @Override
    public RowAction resend(JobSpec.Resend spec) {
        throw new UnsupportedOperationException("resend");
    }
}
