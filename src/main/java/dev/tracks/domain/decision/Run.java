package dev.tracks.domain.decision;

import dev.tracks.domain.decision.Decision.Skip;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.domain.step.AddToTrackStep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The single record of a {@link StepReached} and of its latest decision. It guarantees that a cause has one effect.
 *
 * <p>{@code (none)} → skipped | deferred | enrolled | invited; deferred → cancelled; (none) and skipped →
 * cancelled if the source instance is undone. Enrolled, invited and cancelled are final. Skipped is not: a repeat decides
 * again and replaces the run, at most once a minute if the decision is the same.
 *
 * @param decision the latest one; a cancelled run has a skip with the reason {@code run_cancelled}
 * @param destinationTrackId the step's destination at the latest evaluation, if the step was found
 * @param enrolleeId who was, or would have been, enrolled, if known
 * @param trail the last 20 evaluations with the latest one, oldest first
 * @param version 1 for the first write, one more for each replacement
 */
public record Run(
        StepReached cause,
        Decision decision,
        Optional<String> destinationTrackId,
        Optional<String> enrolleeId,
        Times times,
        List<TrailEntry> trail,
        long version) {
    /** For how long after it was written a skip answers repeats that would decide the same. */
    public static final Duration SAME_SKIP_ANSWERS_FOR = Duration.ofMinutes(1);

    /**
     * When the run was evaluated. {@code reachedAt} and {@code dueAt} survive every replacement, so that repeats agree
     * about when a delay is over.
     *
     * @param reachedAt the first evaluation
     * @param dueAt when the delay is over, computed once
     * @param at the latest evaluation
     */
    public record Times(Instant reachedAt, Optional<Instant> dueAt, Instant at) {}

    /** The run to write for a decision on this cause; {@code earlier} is the run that it replaces. */
    public static Run of(
            StepReached cause, Decision decision, Optional<AddToTrackStep> step, Instant now, Optional<Run> earlier) {
        Optional<String> destinationTrackId = step.map(AddToTrackStep::destinationTrackId);
        Optional<String> enrolleeId = decision.fold(
                enroll -> Optional.of(enroll.enrolleeId()),
                invite -> Optional.of(invite.enrolleeId()),
                defer -> Optional.of(defer.enrolleeId()),
                skip -> Optional.empty());
        return earlier.map(run -> run.replaced(decision, destinationTrackId, enrolleeId, now))
                .orElseGet(() -> new Run(
                        cause,
                        decision,
                        destinationTrackId,
                        enrolleeId,
                        new Times(now, dueAt(decision), now),
                        List.of(entry(decision, now)),
                        1));
    }

    /** A run as a list has it: with only the latest entry of its trail, and the version 0, with which no run is written. */
    public static Run listed(
            StepReached cause,
            Decision decision,
            Optional<String> destinationTrackId,
            Optional<String> enrolleeId,
            Times times) {
        List<TrailEntry> latest = List.of(entry(decision, times.at));
        return new Run(cause, decision, destinationTrackId, enrolleeId, times, latest, 0);
    }

    /** The first run of a cause, cancelled: final. A cause without a run can have no effect afterwards. */
    public static Run cancelled(StepReached cause, Instant when, Map<String, Object> evidence) {
        Skip cancelled = new Skip(SkipReason.RUN_CANCELLED, evidence);
        return of(cause, cancelled, Optional.empty(), when, Optional.empty());
    }

    /** The deferred run after {@code by} has cancelled it: final. */
    public Run cancelled(Instant when, String by) {
        return cancelled(when, Map.of("by", by));
    }

    /** The deferred or skipped run after it was cancelled: final. */
    public Run cancelled(Instant when, Map<String, Object> evidence) {
        Skip cancelled = new Skip(SkipReason.RUN_CANCELLED, evidence);
        return replaced(cancelled, destinationTrackId, enrolleeId, when);
    }

    /** This run with that enrollee, unless it has one. A skip is then in the manager's history too. */
    public Run withEnrollee(Optional<String> knownId) {
        return new Run(cause, decision, destinationTrackId, enrolleeId.or(() -> knownId), times, trail, version);
    }

    private Run replaced(Decision next, Optional<String> destination, Optional<String> enrollee, Instant now) {
        return new Run(
                cause,
                next,
                destination,
                enrollee,
                new Times(times.reachedAt, times.dueAt.or(() -> dueAt(next)), now),
                TrailEntry.appended(trail, entry(next, now)),
                version + 1);
    }

    private static Optional<Instant> dueAt(Decision decision) {
        return decision.fold(
                enroll -> Optional.empty(),
                invite -> Optional.empty(),
                defer -> Optional.of(defer.dueAt()),
                skip -> Optional.empty());
    }

    private static TrailEntry entry(Decision decision, Instant at) {
        return new TrailEntry(
                at, RunStatus.of(decision).wireName(), skip(decision).map(Skip::reason), decision.evidence());
    }

    private static Optional<Skip> skip(Decision decision) {
        return decision.fold(
                enroll -> Optional.empty(), invite -> Optional.empty(), defer -> Optional.empty(), Optional::of);
    }

    /** Whether a repeat at that time is answered from this run alone. */
    public boolean answersReplays(Instant now) {
        RunStatus status = status();
        return status.isFinal() || status == RunStatus.DEFERRED && now.isBefore(dueAt().orElseThrow());
    }

    /**
     * Whether this run, decided in place of the earlier one, need not be written: both skip the cause for the same reason,
     * with the same evidence, enrollee, destination and due time, and the earlier one was written less than {@link
     * #SAME_SKIP_ANSWERS_FOR} before.
     */
    public boolean onlyRepeats(Run earlier) {
        return isSameSkipAs(earlier) && at().isBefore(earlier.at().plus(SAME_SKIP_ANSWERS_FOR));
    }

    private boolean isSameSkipAs(Run other) {
        return status() == RunStatus.SKIPPED
                && decision.equals(other.decision)
                && destinationTrackId.equals(other.destinationTrackId)
                && enrolleeId.equals(other.enrolleeId)
                && dueAt().equals(other.dueAt());
    }

    public RunStatus status() {
        return RunStatus.of(decision);
    }

    /** Why the cause was skipped or the run cancelled. */
    public Optional<SkipReason> reason() {
        return skip(decision).map(Skip::reason);
    }

    /** The evidence of the latest decision. */
    public Map<String, Object> evidence() {
        return decision.evidence();
    }

    /** The instance that an enrolled run led to. */
    public Optional<EnrollmentRef> enrollment() {
        return decision.fold(
                enroll -> Optional.of(enroll.enrollment()),
                invite -> Optional.empty(),
                defer -> Optional.empty(),
                skip -> Optional.empty());
    }

    /** The invitation that an invited run led to. */
    public Optional<InvitationRef> invitation() {
        return decision.fold(
                enroll -> Optional.empty(),
                invite -> Optional.of(invite.invitation()),
                defer -> Optional.empty(),
                skip -> Optional.empty());
    }

    /** The first evaluation. */
    public Instant reachedAt() {
        return times.reachedAt;
    }

    /** When the delay is over, if there is or was one. */
    public Optional<Instant> dueAt() {
        return times.dueAt;
    }

    /** The latest evaluation. */
    public Instant at() {
        return times.at;
    }
}
