package dev.tracks.store;

import dev.tracks.Fixtures;
import dev.tracks.domain.job.Job;
import dev.tracks.domain.job.JobRow;
import dev.tracks.domain.job.JobSpec;
import dev.tracks.domain.job.JobSpec.StepOf;
import dev.tracks.domain.job.JobStatus;
import dev.tracks.domain.job.JobUnit;
import dev.tracks.domain.record.StepReached;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.job.row.RowDraft;
import dev.tracks.usecase.job.row.RowEngine;
import java.util.Optional;

/** The row of a job that undoes one run of {@code day-1/s1}, without the pages of the job. */
final class UndoneRow {
    private UndoneRow() {}

    static JobRow of(StepReached cause, Ports ports) {
        JobSpec spec =
                new JobSpec.Undo(new StepOf("day-1", "s1", "week-1"), Fixtures.NOW, Fixtures.NOW.plusSeconds(60));
        Job job = new Job(
                "undo-" + cause.participantId(),
                new Job.Request(spec, false, new Job.Creator("root", Optional.empty(), true)),
                JobStatus.RUNNING,
                new Job.Times(Fixtures.NOW, Optional.empty(), Optional.of(Fixtures.NOW), Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                1);
        JobUnit unit = new JobUnit.Reached(cause);
        JobRow.Origin origin = new JobRow.Origin(0, 1, unit.key());
        RowDraft draft =
                new RowDraft(job.id(), unit, origin, Optional.of(cause.participantId()), unit.key(), Fixtures.NOW);
        RowEngine.Ports rows = ports.jobs(ConcurrentCalls.backoff()).ports().rows();
        RowEngine engine = new RowEngine(rows, new OptimisticRetry(ConcurrentCalls.backoff()), ports.clock);
        return spec.accept(engine.actions()).process(job, draft);
    }
}
