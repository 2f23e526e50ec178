package dev.tracks.usecase.job.row;

import dev.tracks.domain.job.JobRow;
import dev.tracks.domain.message.MessageText;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.usecase.WriteResult;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rows of jobs. A row is written once; a write that finds it there changes nothing and returns {@link
 * WriteResult#CONDITION_FAILED}. All reads are consistent. Each write is one transaction.
 */
public interface JobRows {
    /** The maximum number of effects that one write may have beside its row. */
    int EFFECTS_MAX = 90;

    /** The rows with these keys that exist, by key; at most 100 keys. */
    Map<String, JobRow> rows(String jobId, Collection<String> keys);

    /** Writes a row without an effect, or after its effect. */
    WriteResult write(JobRow row);

    /** Writes a new instance and the row, unless the person was erased. The confirmation is delivered afterwards. */
    WriteResult enroll(Enrollment enrollment, Optional<MessageText> confirmation, JobRow row, String by);

    /**
     * Writes the effects and the row, unless a person whose instances they change was erased. The effects are published
     * afterwards.
     */
    WriteResult write(List<JobEffect> effects, JobRow row, String by);

    /** Writes effects of a row that is written later, because it has more than {@link #EFFECTS_MAX}. */
    WriteResult write(List<JobEffect> effects, String by);
}
