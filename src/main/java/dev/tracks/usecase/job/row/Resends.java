package dev.tracks.usecase.job.row;

import dev.tracks.domain.job.Job;
import dev.tracks.domain.job.RowOutcome;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.Participant;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.Timestamps;
import dev.tracks.usecase.enroll.Enrollments;
import dev.tracks.usecase.enroll.Enrollments.Confirmation;
import dev.tracks.usecase.enroll.ResendConfirmation;
import dev.tracks.usecase.invite.Invitations;
import dev.tracks.usecase.invite.ManageInvitation;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Whether a message can be sent again, by the rules of {@link ResendConfirmation} and {@link ManageInvitation}. A job does
 * not send to somebody who was deactivated, because the message would be refused again.
 */
@Singleton
final class Resends {
    static final String NOT_FOUND = "message_not_found";
    static final String UNDER_WAY = "resend_under_way";
    static final String ENROLLMENT_CANCELLED = "enrollment_cancelled";
    static final String NO_CONFIRMATION = "no_confirmation";
    static final String INVITATION_CLOSED = "invitation_closed";

    private final Enrollments enrollments;
    private final Invitations invitations;
    private final ResendConfirmation resendConfirmation;
    private final ManageInvitation manageInvitation;
    private final InstantSource clock;

    Resends(
            Enrollments enrollments,
            Invitations invitations,
            ResendConfirmation resendConfirmation,
            ManageInvitation manageInvitation,
            InstantSource clock) {
        this.enrollments = enrollments;
        this.invitations = invitations;
        this.resendConfirmation = resendConfirmation;
        this.manageInvitation = manageInvitation;
        this.clock = clock;
    }

    /** What a job does about a message. */
    sealed interface Resend {
        /** Sends it again. */
        record Send(JobEffect effect) implements Resend {}

        /** Does not send it. */
        record Refused(RowOutcome outcome, String reason, Map<String, Object> evidence) implements Resend {}

        /** Cannot decide yet: read again. */
        record NotYet() implements Resend {}

        /** Applies the function for this kind. */
        default <T> T fold(Function<Send, T> send, Function<Refused, T> refused, Supplier<T> notYet) {
            if (this instanceof Send sent) {
                return send.apply(sent);
            }
            return this instanceof Refused not ? refused.apply(not) : notYet.get();
        }
    }

    /** Reads the record of the message and decides. */
    Resend of(Job job, MessageRef message) {
        Instant now = Timestamps.now(clock);
        if (message.kind() == MessageKind.CONFIRMATION) {
            return enrollments
                    .confirmation(message.participantId(), new EnrollmentRef(message.trackId(), message.number()))
                    .map(confirmation -> confirmation(job, confirmation, now))
                    .orElseGet(() -> skipped(NOT_FOUND));
        }
        return invitations
                .invitation(message.participantId(), new InvitationRef(message.trackId(), message.number()))
                .map(invitation -> invitation(job, invitation, now))
                .orElseGet(() -> skipped(NOT_FOUND));
    }

    private Resend confirmation(Job job, Confirmation confirmation, Instant now) {
        return switch (resendConfirmation.verdict(confirmation)) {
            case POSSIBLE -> send(job, confirmation.enrollment(), now);
            case UNPUBLISHED -> job.dryRun() ? send(job, confirmation.enrollment(), now) : new Resend.NotYet();
            case UNDER_WAY -> underWay();
            case PARTICIPANT_ERASED -> skipped(RemoveRow.PARTICIPANT_ERASED);
            case PARTICIPANT_DEACTIVATED -> skipped(SkipReason.PARTICIPANT_DEACTIVATED.wireName());
            case ENROLLMENT_CANCELLED -> skipped(ENROLLMENT_CANCELLED);
            case NO_CONFIRMATION -> skipped(NO_CONFIRMATION);
        };
    }

    private static Resend send(Job job, Stored<Enrollment> enrollment, Instant now) {
        return new Resend.Send(new JobEffect.ResendConfirmation(Change.of(
                enrollment.value(), Optional.of(enrollment), now, job.creator().by())));
    }

    private Resend invitation(Job job, Invitation invitation, Instant now) {
        Optional<InvitationStatus> closedAs = manageInvitation.closedAs(invitation);
        if (closedAs.isPresent()) {
            Map<String, Object> status = Map.of("status", closedAs.get().wireName());
            return new Resend.Refused(RowOutcome.SKIPPED, INVITATION_CLOSED, status);
        }
        String invitee = invitation.participantId();
        if (invitations.participant(invitee).filter(Participant::active).isEmpty()) {
            return skipped(
                    enrollments.isErased(invitee)
                            ? RemoveRow.PARTICIPANT_ERASED
                            : SkipReason.PARTICIPANT_DEACTIVATED.wireName());
        }
        if (manageInvitation.isBeingResent(invitation)) {
            return underWay();
        }
        TrailEntry entry = new TrailEntry(now, Invitation.RESENT, Optional.empty(), Removals.doneBy(job));
        return new Resend.Send(
                new JobEffect.ResendInvitation(invitation.transitionTo(InvitationStatus.PENDING, entry)));
    }

    private static Resend skipped(String reason) {
        return new Resend.Refused(RowOutcome.SKIPPED, reason, Map.of());
    }

    private static Resend underWay() {
        return new Resend.Refused(RowOutcome.UNCHANGED, UNDER_WAY, Map.of());
    }
}
