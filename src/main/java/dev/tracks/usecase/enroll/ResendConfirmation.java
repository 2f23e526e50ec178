package dev.tracks.usecase.enroll;

import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.Participant;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.ErasedException;
import dev.tracks.usecase.NotFoundException;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.Timestamps;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.enroll.Enrollments.Confirmation;
import dev.tracks.usecase.message.DeliverMessage;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** An admin sends the confirmation of an enrollment again. */
@Singleton
public final class ResendConfirmation {
    /** The confirmation can no longer be sent. */
    public static final class NotResendableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotResendableException(String reason) {
            super(reason);
        }
    }

    /** Whether a confirmation can be sent again. */
    public enum Verdict {
        POSSIBLE,
        /** A resend was requested, and the message may still be delivered. */
        UNDER_WAY,
        /** The instance's start or end is not published yet. This passes. */
        UNPUBLISHED,
        PARTICIPANT_ERASED,
        PARTICIPANT_DEACTIVATED,
        ENROLLMENT_CANCELLED,
        NO_CONFIRMATION
    }

    private final Enrollments enrollments;
    private final OptimisticRetry retry;
    private final InstantSource clock;

    public ResendConfirmation(Enrollments enrollments, OptimisticRetry retry, InstantSource clock) {
        this.enrollments = enrollments;
        this.retry = retry;
        this.clock = clock;
    }

    /**
     * Delivers the confirmation again, with the text that was rendered when the person was enrolled. A repeated request
     * changes nothing for a minute, or until the message is delivered or refused.
     *
     * @return the instance; only its version, time and author of the last change are different
     * @throws NotFoundException if the instance does not exist
     * @throws NotResendableException if it has no confirmation or was cancelled, or if the person is deactivated
     * @throws ErasedException if the person's data have been erased
     * @throws ConcurrentUpdateException if the instance's start or end is still unpublished; try again
     */
    public Stored<Enrollment> resend(String participantId, EnrollmentRef ref, String by) {
        return retry.execute("enrollment in " + ref.trackId(), () -> {
            Confirmation confirmation = enrollments
                    .confirmation(participantId, ref)
                    .orElseThrow(() -> new NotFoundException("enrollment", ref.trackId() + "/" + ref.instance()));
            return switch (verdict(confirmation)) {
                case POSSIBLE -> write(confirmation.enrollment(), by);
                case UNDER_WAY -> Optional.of(confirmation.enrollment());
                case UNPUBLISHED -> Optional.empty();
                case PARTICIPANT_ERASED -> throw new ErasedException(participantId);
                case PARTICIPANT_DEACTIVATED ->
                    throw new NotResendableException("participant " + participantId + " is deactivated");
                case ENROLLMENT_CANCELLED -> throw new NotResendableException("the enrollment is cancelled");
                case NO_CONFIRMATION -> throw new NotResendableException("the enrollment has no confirmation");
            };
        });
    }

    /** Whether the confirmation can be sent again now, and if not, why. */
    public Verdict verdict(Confirmation confirmation) {
        Enrollment enrollment = confirmation.enrollment().value();
        if (confirmation.to().filter(Participant::active).isEmpty()) {
            return enrollments.isErased(enrollment.participantId())
                    ? Verdict.PARTICIPANT_ERASED
                    : Verdict.PARTICIPANT_DEACTIVATED;
        }
        if (enrollment.status() == EnrollmentStatus.CANCELLED) {
            return Verdict.ENROLLMENT_CANCELLED;
        }
        return switch (confirmation.state()) {
            case NONE -> Verdict.NO_CONFIRMATION;
            case REQUESTED -> Verdict.UNDER_WAY;
            case UNPUBLISHED -> Verdict.UNPUBLISHED;
            case PUBLISHED -> isUnderWay(confirmation) ? Verdict.UNDER_WAY : Verdict.POSSIBLE;
        };
    }

    private boolean isUnderWay(Confirmation confirmation) {
        Instant now = Timestamps.now(clock);
        return confirmation
                .requestedAt()
                .filter(at -> now.isBefore(at.plus(DeliverMessage.RESEND_UNDER_WAY)))
                .isPresent();
    }

    private Optional<Stored<Enrollment>> write(Stored<Enrollment> enrollment, String by) {
        Change<Enrollment> change = Change.of(enrollment.value(), Optional.of(enrollment), Timestamps.now(clock), by);
        return enrollments.resend(change) == WriteResult.WRITTEN ? Optional.of(change.stored()) : Optional.empty();
    }
}
