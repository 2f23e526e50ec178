package dev.tracks.usecase.job.row;

import dev.tracks.domain.decision.Decision.Enroll;
import dev.tracks.domain.decision.Decision.Skip;
import dev.tracks.domain.decision.DirectEnrollment;
import dev.tracks.domain.job.Job;
import dev.tracks.domain.job.JobRow;
import dev.tracks.domain.job.JobSpec;
import dev.tracks.domain.job.RowOutcome;
import dev.tracks.domain.message.MessageText;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.Lineage;
import dev.tracks.domain.record.Source;
import dev.tracks.usecase.enroll.DecideDirectly;
import dev.tracks.usecase.enroll.DecideDirectly.Decided;
import dev.tracks.usecase.job.row.RowWriter.Attempt;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/** Enrolls a person directly. The enrollment and the row are one transaction. */
@Singleton
final class EnrollRow {
    private final DecideDirectly decideDirectly;
    private final JobRows rows;
    private final RowWriter writer;

    EnrollRow(DecideDirectly decideDirectly, JobRows rows, RowWriter writer) {
        this.decideDirectly = decideDirectly;
        this.rows = rows;
        this.writer = writer;
    }

    JobRow process(Job job, JobSpec.Enroll spec, RowDraft draft) {
        JobRow notFound = draft.notFound();
        return draft.participantId()
                .map(id -> writer.write(notFound, () -> attempt(job, spec, draft, id)))
                .orElseGet(() -> writer.write(notFound));
    }

    private Attempt attempt(Job job, JobSpec.Enroll spec, RowDraft draft, String participantId) {
        Decided decided =
                decideDirectly.decide(new DirectEnrollment(spec.trackId(), participantId, spec.reEnrollment()));
        return decided.decision()
                .fold(
                        enroll -> enroll(job, spec, draft, decided, enroll),
                        skip -> new Attempt(skipped(draft, skip), rows::write));
    }

    private static JobRow skipped(RowDraft draft, Skip skip) {
        return draft.row(RowOutcome.SKIPPED, Optional.of(skip.reason().wireName()), skip.evidence());
    }

    private Attempt enroll(Job job, JobSpec.Enroll spec, RowDraft draft, Decided decided, Enroll enroll) {
        Enrollment enrollment = Enrollment.started(
                enroll.enrolleeId(),
                enroll.enrollment(),
                decided.at(),
                Source.job(job.id()),
                Lineage.start(spec.trackId()));
        JobRow row =
                draft.row(RowOutcome.ENROLLED, Map.of("trackId", spec.trackId(), "instance", enrollment.instance()));
        if (job.dryRun()) {
            return new Attempt(row, rows::write);
        }
        Optional<MessageText> message = spec.message().map(template -> decideDirectly.message(template, decided));
        return new Attempt(
                row,
                written ->
                        rows.enroll(enrollment, message, written, job.creator().by()));
    }
}
