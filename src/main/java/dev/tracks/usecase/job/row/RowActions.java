package dev.tracks.usecase.job.row;

import dev.tracks.domain.job.JobSpec;
import jakarta.inject.Singleton;

/** The action of each kind of job. */
@Singleton
public final class RowActions implements JobSpec.Visitor<RowAction> {
    private final EnrollRow enrollRow;
    private final RerunRow rerunRow;
    private final ApplyRow applyRow;
    private final UndoRow undoRow;
    private final RemoveRow removeRow;
    private final ResendRow resendRow;

    RowActions(
            EnrollRow enrollRow,
            RerunRow rerunRow,
            ApplyRow applyRow,
            UndoRow undoRow,
            RemoveRow removeRow,
            ResendRow resendRow) {
        this.enrollRow = enrollRow;
        this.rerunRow = rerunRow;
        this.applyRow = applyRow;
        this.undoRow = undoRow;
        this.removeRow = removeRow;
        this.resendRow = resendRow;
    }

    @Override
    public RowAction enroll(JobSpec.Enroll spec) {
        return (job, draft) -> enrollRow.process(job, spec, draft);
    }

    @Override
    public RowAction rerun(JobSpec.Rerun spec) {
        return rerunRow::process;
    }

    @Override
    public RowAction apply(JobSpec.Apply spec) {
        return applyRow::process;
    }

    @Override
    public RowAction undo(JobSpec.Undo spec) {
        return undoRow::process;
    }

    @Override
    public RowAction remove(JobSpec.Remove spec) {
        return (job, draft) -> removeRow.process(job, spec, draft);
    }

    @Override
    public RowAction resend(JobSpec.Resend spec) {
        return (job, draft) -> resendRow.process(job, spec, draft);
    }
}
