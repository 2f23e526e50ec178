package dev.tracks.usecase.job.row;

import dev.tracks.domain.job.Job;
import dev.tracks.domain.job.JobRow;
import dev.tracks.domain.job.JobSpec;
import dev.tracks.domain.job.JobUnit;
import dev.tracks.domain.job.RowOutcome;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.job.row.RowWriter.Attempt;
import dev.tracks.usecase.view.Undeliverables;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sends a message again that is still listed as undeliverable with the job's error, in one transaction with the row. A
 * reminder is resent with its invitation: if both were refused, the first of the two units resends, and the other one finds
 * that it is no longer listed.
 */
@Singleton
final class ResendRow {
    static final String NO_LONGER_UNDELIVERABLE = "no_longer_undeliverable";

    private final Resends resends;
    private final Undeliverables undeliverables;
    private final JobRows rows;
    private final RowWriter writer;

    ResendRow(Resends resends, Undeliverables undeliverables, JobRows rows, RowWriter writer) {
        this.resends = resends;
        this.undeliverables = undeliverables;
        this.rows = rows;
        this.writer = writer;
    }

    JobRow process(Job job, JobSpec.Resend spec, RowDraft draft) {
        JobRow unchanged = row(draft, RowOutcome.UNCHANGED, Optional.of(NO_LONGER_UNDELIVERABLE), Map.of());
        return writer.write(unchanged, () -> attempt(job, spec, draft, unchanged));
    }

    private Attempt attempt(Job job, JobSpec.Resend spec, RowDraft draft, JobRow unchanged) {
        // The message's record is read before the list. So if it was resent in between, its version has changed.
        Resends.Resend resend = resends.of(job, draft.message());
        if (!isListed(spec, draft.message()) || job.dryRun() && isResentWithOther(draft)) {
            return new Attempt(unchanged, rows::write);
        }
        return resend.fold(
                send -> send(job, draft, send.effect()),
                refused -> new Attempt(
                        row(draft, refused.outcome(), Optional.of(refused.reason()), refused.evidence()), rows::write),
                () -> new Attempt(unchanged, row -> WriteResult.CONFLICT));
    }

    private Attempt send(Job job, RowDraft draft, JobEffect effect) {
        JobRow resent = row(draft, RowOutcome.RESENT, Optional.empty(), Map.of());
        return job.dryRun()
                ? new Attempt(resent, rows::write)
                : new Attempt(
                        resent,
                        row -> rows.write(List.of(effect), row, job.creator().by()));
    }

    private boolean isListed(JobSpec.Resend spec, MessageRef message) {
        return undeliverables
                .refusal(message)
                .filter(refusal ->
                        refusal.error().equals(spec.error()) && !refusal.at().isBefore(spec.since()))
                .isPresent();
    }

    /** Whether this dry run would already have resent the invitation of the reminder, or the reverse. */
    private boolean isResentWithOther(RowDraft draft) {
        MessageRef message = draft.message();
        if (message.kind() == MessageKind.CONFIRMATION) {
            return false;
        }
        MessageKind other = message.kind() == MessageKind.REMINDER ? MessageKind.INVITATION : MessageKind.REMINDER;
        String key = new JobUnit.Message(
                        new MessageRef(other, message.participantId(), message.trackId(), message.number()))
                .key();
        return Optional.ofNullable(rows.rows(draft.jobId(), List.of(key)).get(key))
                .filter(row -> row.outcome() == RowOutcome.RESENT)
                .isPresent();
    }

    private static JobRow row(
            RowDraft draft, RowOutcome outcome, Optional<String> reason, Map<String, Object> evidence) {
        MessageRef message = draft.message();
        Map<String, Object> all = new LinkedHashMap<>(evidence);
        all.put("message", message.kind().wireName());
        all.put("trackId", message.trackId());
        all.put("number", message.number());
        return draft.row(outcome, reason, all);
    }
}
