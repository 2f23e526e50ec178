package dev.tracks.domain.decision;

import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.SkipReason;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a caller is told about a cause.
 *
 * @param decision {@code enrolled}, {@code invited}, {@code deferred} or {@code skipped}
 * @param replayed whether this repeats what was decided and written earlier
 */
public record Outcome(
        RunStatus decision,
        Optional<SkipReason> reason,
        boolean replayed,
        Optional<String> enrolleeId,
        Optional<EnrollmentRef> enrollment,
        Optional<InvitationRef> invitation,
        Optional<Instant> dueAt,
        Map<String, Object> evidence) {

    /** The outcome that a run tells: a cancelled one is a skip with the reason {@code run_cancelled}. */
    public static Outcome of(Run run, boolean replayed) {
        boolean cancelled = run.status() == RunStatus.CANCELLED;
        return new Outcome(
                cancelled ? RunStatus.SKIPPED : run.status(),
                cancelled ? Optional.of(SkipReason.RUN_CANCELLED) : run.reason(),
                replayed,
                run.enrolleeId(),
                run.enrollment(),
                run.invitation(),
                run.dueAt(),
                run.evidence());
    }
}
