package dev.tracks.usecase.job.row;

import dev.tracks.domain.job.Job;
import dev.tracks.domain.job.JobRow;
import dev.tracks.domain.job.JobSpec;
import dev.tracks.domain.job.RowOutcome;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.enroll.Enrollments;
import dev.tracks.usecase.enroll.Ledger;
import dev.tracks.usecase.job.row.RowWriter.Attempt;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Removes a person from a track, in one transaction with the row: see {@link Removals}. If there are more effects than one
 * transaction can have, the last transaction has the row. A repeat after a kill before it finds only the remaining effects,
 * and its evidence names only those.
 *
 * <p>The records of an erased person are not changed: they have no open invitations, and nothing enrolls them again.
 */
@Singleton
final class RemoveRow {
    static final String NOT_IN_TRACK = "not_in_track";
    static final String PARTICIPANT_ERASED = "participant_erased";

    private final Ledger ledger;
    private final Enrollments enrollments;
    private final Removals removals;
    private final JobRows rows;
    private final RowWriter writer;

    RemoveRow(Ledger ledger, Enrollments enrollments, Removals removals, JobRows rows, RowWriter writer) {
        this.ledger = ledger;
        this.enrollments = enrollments;
        this.removals = removals;
        this.rows = rows;
        this.writer = writer;
    }

    JobRow process(Job job, JobSpec.Remove spec, RowDraft draft) {
        JobRow notFound = draft.notFound();
        return draft.participantId()
                .map(id -> writer.write(notFound, () -> attempt(job, spec, draft, id)))
                .orElseGet(() -> writer.write(notFound));
    }

    private Attempt attempt(Job job, JobSpec.Remove spec, RowDraft draft, String participantId) {
        if (ledger.readPerson(participantId, Optional.empty()).participant().isEmpty()) {
            return new Attempt(draft.notFound(), rows::write);
        }
        if (enrollments.isErased(participantId)) {
            JobRow erased = draft.row(RowOutcome.SKIPPED, Optional.of(PARTICIPANT_ERASED), Map.of());
            return new Attempt(erased, rows::write);
        }
        Removals.Removal removal = removals.of(job, participantId, spec.trackId());
        if (removal.effects().isEmpty()) {
            JobRow unchanged = draft.row(RowOutcome.UNCHANGED, Optional.of(NOT_IN_TRACK), Map.of());
            return new Attempt(unchanged, rows::write);
        }
        JobRow removed = draft.row(RowOutcome.REMOVED, removal.evidence());
        return job.dryRun()
                ? new Attempt(removed, rows::write)
                : new Attempt(
                        removed,
                        row -> write(removal.effects(), row, job.creator().by()));
    }

    private WriteResult write(List<JobEffect> effects, JobRow row, String by) {
        int from = 0;
        for (; effects.size() - from > JobRows.EFFECTS_MAX; from += JobRows.EFFECTS_MAX) {
            WriteResult written = rows.write(effects.subList(from, from + JobRows.EFFECTS_MAX), by);
            if (written != WriteResult.WRITTEN) {
                return written;
            }
        }
        return rows.write(effects.subList(from, effects.size()), row, by);
    }
}
