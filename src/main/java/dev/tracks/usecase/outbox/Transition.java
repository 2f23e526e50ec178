package dev.tracks.usecase.outbox;

import dev.tracks.domain.decision.Run;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.Source;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.record.TrailEntry;
import java.time.Instant;
import java.util.Optional;

/**
 * A domain event: what has happened to a run, an instance or an invitation.
 *
 * @param name {@code enrolled}, {@code invited}, {@code accepted}, {@code declined}, {@code expired}, {@code
 *     withdrawn}, {@code skipped}, {@code deferred}, {@code cancelled} or {@code completed}
 * @param sequence distinguishes transitions of the same name and cause; a repeat has the same sequence
 */
public record Transition(
        String name,
        long sequence,
        Instant at,
        Source source,
        Subject subject,
        Optional<SkipReason> reason,
        Optional<Instant> dueAt) {

    /**
     * The person and the record that a transition is about.
     *
     * @param participantId the enrollee, or the person who reached the step if the enrollee is not known
     * @param trackId the destination, if it is known
     */
    public record Subject(
            String participantId,
            Optional<String> trackId,
            Optional<EnrollmentRef> enrollment,
            Optional<InvitationRef> invitation) {
        static Subject of(Run run) {
            return new Subject(
                    run.enrolleeId().orElse(run.cause().participantId()),
                    run.destinationTrackId(),
                    Optional.empty(),
                    Optional.empty());
        }

        static Subject of(Enrollment enrollment) {
            return new Subject(
                    enrollment.participantId(),
                    Optional.of(enrollment.trackId()),
                    Optional.of(enrollment.ref()),
                    Optional.empty());
        }

        static Subject of(Invitation invitation) {
            return new Subject(
                    invitation.participantId(),
                    Optional.of(invitation.trackId()),
                    Optional.empty(),
                    Optional.of(invitation.ref()));
        }
    }

    /**
     * Cause, name and sequence. A repeat has the same id, so that consumers can drop it. Ids contain no colon, so
     * {@code api:} (and {@code job:}) distinguishes a direct enrollment from a step of a track with the id {@code api}.
     */
    public String id() {
        String cause = source.cause()
                .map(step -> text(step) + reinvitation())
                .orElseGet(() -> source.jobId().map("job:"::concat).orElse("api") + ":" + subject.participantId() + "/"
                        + subject.trackId().orElse("")
                        + subject.enrollment().map(ref -> "/" + ref.instance()).orElse(""));
        return cause + "/" + name + "/" + sequence;
    }

    /** One cause can have several invitations, one after the other: a later one adds its number. */
    private String reinvitation() {
        boolean isReinvitation = source.kind() == Source.Kind.INVITATION;
        return subject.invitation()
                .filter(ref -> isReinvitation)
                .map(ref -> "/" + ref.number())
                .orElse("");
    }

    private static String text(StepReached cause) {
        return cause.trackId() + "/" + cause.stepId() + "/" + cause.participantId() + "/" + cause.instance();
    }

    /** A run was skipped, deferred or cancelled. */
    static Transition of(Run run) {
        return new Transition(
                run.status().wireName(),
                run.version(),
                run.at(),
                Source.step(run.cause()),
                Subject.of(run),
                run.reason(),
                run.dueAt());
    }

    /** An instance started. */
    static Transition started(Enrollment enrollment) {
        return of(enrollment, RunStatus.ENROLLED.wireName(), 1, enrollment.startedAt());
    }

    /** An instance was completed or cancelled. */
    static Transition ended(Enrollment enrollment, long version) {
        return of(
                enrollment,
                enrollment.status().wireName(),
                version,
                enrollment.endedAt().orElseThrow());
    }

    private static Transition of(Enrollment enrollment, String name, long sequence, Instant at) {
        return new Transition(
                name, sequence, at, enrollment.source(), Subject.of(enrollment), Optional.empty(), Optional.empty());
    }

    /** An invitation was created, regardless of its current status. */
    static Transition invited(Invitation invitation) {
        return of(invitation, RunStatus.INVITED.wireName(), 1, invitation.createdAt(), Optional.empty());
    }

    /** An invitation was created, answered, withdrawn or has expired. */
    static Transition of(Invitation invitation) {
        if (invitation.status() == InvitationStatus.PENDING) {
            return invited(invitation);
        }
        TrailEntry last = invitation.trail().get(invitation.trail().size() - 1);
        return of(invitation, invitation.status().wireName(), invitation.version(), last.at(), last.reason());
    }

    private static Transition of(
            Invitation invitation, String name, long sequence, Instant at, Optional<SkipReason> reason) {
        return new Transition(
                name, sequence, at, invitation.source(), Subject.of(invitation), reason, Optional.empty());
    }
}
