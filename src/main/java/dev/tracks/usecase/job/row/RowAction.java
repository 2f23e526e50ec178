package dev.tracks.usecase.job.row;

import dev.tracks.domain.job.Job;
import dev.tracks.domain.job.JobRow;

/** Does the work of one row of a job. There is one for each kind of job. */
@FunctionalInterface
public interface RowAction {
    /**
     * Does the unit's work and writes its row, both or neither; in a dry run it decides, and writes the row only. If the
     * row exists already, for example because a repeat of the page has written it, nothing is done.
     *
     * @return the row as it is stored, also if another process has written it
     * @throws RuntimeException if the work could not be done; the page is repeated then
     */
    JobRow process(Job job, RowDraft draft);
}
