package dev.tracks.usecase.job.row;

import dev.tracks.domain.job.JobRow;
import dev.tracks.domain.job.JobUnit;
import dev.tracks.domain.job.RowOutcome;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A unit that is about to be processed, and the row that will record what became of it.
 *
 * @param participantId the person, if the unit names one who was found; an id is not looked up
 * @param key of the row
 */
public record RowDraft(
        String jobId, JobUnit unit, JobRow.Origin origin, Optional<String> participantId, String key, Instant at) {
    /** The row, without a reason. */
    public JobRow row(RowOutcome outcome, Map<String, Object> evidence) {
        return row(outcome, Optional.empty(), evidence);
    }

    /** The row. */
    public JobRow row(RowOutcome outcome, Optional<String> reason, Map<String, Object> evidence) {
        return new JobRow(jobId, key, origin, participantId, outcome, reason, evidence, at);
    }

    /** The same unit with a row of its own, beside that of its person. */
    public RowDraft apart() {
        return new RowDraft(jobId, unit, origin, participantId, unit.key(), at);
    }
}
