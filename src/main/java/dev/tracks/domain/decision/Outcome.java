package dev.tracks.domain.decision;

import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.PersonRef;
import dev.tracks.domain.record.SkipReason;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The answer to a caller about a cause.
 *
 * @param decision {@code enrolled}, {@code invited}, {@code deferred} or {@code skipped}
 * @param replayed whether the answer repeats a decision that was written earlier
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

    /** A copy for a caller who may not read the person that the evidence is about. */
    public Outcome withoutEvidence() {
        return new Outcome(decision, reason, replayed, enrolleeId, enrollment, invitation, dueAt, Map.of());
    }

    /** The outcome for an alias that nobody has. No run is stored, because there is no person to store it for. */
    public static Outcome participantNotFound(PersonRef person) {
        return new Outcome(
                RunStatus.SKIPPED,
                Optional.of(SkipReason.PARTICIPANT_NOT_FOUND),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                person.evidence());
    }

    /** The outcome of a run. For a cancelled run it is a skip with the reason {@code run_cancelled}. */
    public static Outcome of(Run run, boolean replayed) {
        return new Outcome(
                run.status() == RunStatus.CANCELLED ? RunStatus.SKIPPED : run.status(),
                run.reason(),
                replayed,
                run.enrolleeId(),
                run.enrollment(),
                run.invitation(),
                run.dueAt(),
                run.evidence());
    }
}
