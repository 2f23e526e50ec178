package dev.tracks.domain.decision;

import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.Participant;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.domain.step.AddToTrackStep;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The judge of "once per cause": the one record of what a {@link StepReached} has led to.
 *
 * <p>{@code (none)} → skipped | deferred | enrolled | invited; deferred → cancelled. Enrolled, invited and cancelled are
 * final. Skipped is not: a repeat decides afresh and replaces it. {@code reachedAt} and {@code dueAt} survive every
 * replacement, so that repeats agree about when a delay is over.
 *
 * @param destinationTrackId the destination at that evaluation, if the step was found
 * @param enrolleeId who was (or would have been) enrolled, if known
 * @param reachedAt the first evaluation
 * @param dueAt when the delay is over, computed once
 * @param at this evaluation
 * @param trail this and earlier evaluations, oldest first, the last 20
 * @param version 1 for the first write, one more for each replacement
 */
public record Run(
        StepReached cause,
        RunStatus status,
        Optional<SkipReason> reason,
        Map<String, Object> evidence,
        Optional<String> destinationTrackId,
        Optional<String> enrolleeId,
        Optional<EnrollmentRef> enrollment,
        Optional<InvitationRef> invitation,
        Instant reachedAt,
        Optional<Instant> dueAt,
        Instant at,
        List<TrailEntry> trail,
        long version) {

    /** Whether a repeat at that time is answered from this record alone. */
    public boolean answersReplays(Instant now) {
        return status.isFinal() || status == RunStatus.DEFERRED && now.isBefore(dueAt.orElseThrow());
    }

    /** Whether both skip the cause, for the same reason, with the same evidence and destination. */
    public boolean saysTheSameAs(Run other) {
        return status == RunStatus.SKIPPED
                && destinationTrackId.equals(other.destinationTrackId)
                && Outcome.of(this, false).equals(Outcome.of(other, false));
    }

    /** What to write for a decision on this cause; {@code earlier} is the record that it replaces. */
    public static Run of(
            StepReached cause, Decision decision, Optional<AddToTrackStep> step, Instant now, Optional<Run> earlier) {
        Run fresh = fresh(cause, decision, step, now);
        if (earlier.isEmpty()) {
            return fresh;
        }
        Run old = earlier.get();
        return new Run(
                cause,
                fresh.status,
                fresh.reason,
                fresh.evidence,
                fresh.destinationTrackId,
                fresh.enrolleeId,
                fresh.enrollment,
                fresh.invitation,
                old.reachedAt,
                old.dueAt.or(fresh::dueAt),
                now,
                TrailEntry.appended(old.trail, fresh.trail.get(0)),
                old.version + 1);
    }

    /** The same; if it skips somebody, it says whom, so that a manager's history tells of them too. */
    public Run withEnrollee(Facts facts) {
        return new Run(
                cause,
                status,
                reason,
                evidence,
                destinationTrackId,
                enrolleeId.or(() -> facts.enrollee().map(Participant::id)),
                enrollment,
                invitation,
                reachedAt,
                dueAt,
                at,
                trail,
                version);
    }

    /** The deferred run after somebody has cancelled it: final. */
    public Run cancelled(Instant when, String by) {
        Map<String, Object> named = Map.of("by", by);
        TrailEntry entry =
                new TrailEntry(when, RunStatus.CANCELLED.wireName(), Optional.of(SkipReason.RUN_CANCELLED), named);
        return new Run(
                cause,
                RunStatus.CANCELLED,
                Optional.of(SkipReason.RUN_CANCELLED),
                named,
                destinationTrackId,
                enrolleeId,
                enrollment,
                invitation,
                reachedAt,
                dueAt,
                when,
                TrailEntry.appended(trail, entry),
                version + 1);
    }

    private static Run fresh(StepReached cause, Decision decision, Optional<AddToTrackStep> step, Instant now) {
        RunStatus status = RunStatus.SKIPPED;
        Optional<SkipReason> reason = Optional.empty();
        Map<String, Object> evidence = Map.of();
        Optional<String> enrolleeId = Optional.empty();
        Optional<EnrollmentRef> enrollment = Optional.empty();
        Optional<InvitationRef> invitation = Optional.empty();
        Optional<Instant> dueAt = Optional.empty();
        if (decision instanceof Decision.Enroll enroll) {
            status = RunStatus.ENROLLED;
            enrolleeId = Optional.of(enroll.enrolleeId());
            enrollment = Optional.of(enroll.enrollment());
        } else if (decision instanceof Decision.Invite invite) {
            status = RunStatus.INVITED;
            enrolleeId = Optional.of(invite.enrolleeId());
            invitation = Optional.of(invite.invitation());
        } else if (decision instanceof Decision.Defer defer) {
            status = RunStatus.DEFERRED;
            enrolleeId = Optional.of(defer.enrolleeId());
            dueAt = Optional.of(defer.dueAt());
        } else if (decision instanceof Decision.Skip skip) {
            reason = Optional.of(skip.reason());
            evidence = skip.evidence();
        }
        List<TrailEntry> trail = List.of(new TrailEntry(now, status.wireName(), reason, evidence));
        Optional<String> destination = step.map(AddToTrackStep::destinationTrackId);
        return new Run(
                cause,
                status,
                reason,
                evidence,
                destination,
                enrolleeId,
                enrollment,
                invitation,
                now,
                dueAt,
                now,
                trail,
                1);
    }
}
