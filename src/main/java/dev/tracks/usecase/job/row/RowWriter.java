package dev.tracks.usecase.job.row;

import dev.tracks.domain.job.JobRow;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.WriteResult;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Writes a row once, also if several processes try. */
@Singleton
public final class RowWriter {
    private final JobRows rows;
    private final OptimisticRetry retry;

    RowWriter(JobRows rows, OptimisticRetry retry) {
        this.rows = rows;
        this.retry = retry;
    }

    /**
     * An attempt to do the work of a row.
     *
     * @param row to be written
     * @param write writes the row with its effects
     */
    record Attempt(JobRow row, Function<JobRow, WriteResult> write) {}

    /** Writes a row without an effect, unless it exists. Returns the stored row. */
    public JobRow write(JobRow row) {
        return write(row, () -> new Attempt(row, rows::write));
    }

    /**
     * Repeats attempts, each of which reads and decides anew, until a row is written. Returns the stored row.
     *
     * @param like any row with the same key
     * @throws dev.tracks.usecase.ConcurrentUpdateException if concurrent updates won all attempts
     */
    JobRow write(JobRow like, Supplier<Attempt> attempts) {
        return retry.execute("row " + like.key() + " of job " + like.jobId(), () -> {
            Attempt attempt = attempts.get();
            return attempt.write().apply(attempt.row()) == WriteResult.WRITTEN
                    ? Optional.of(attempt.row())
                    : Optional.ofNullable(
                            rows.rows(like.jobId(), List.of(like.key())).get(like.key()));
        });
    }
}
