package dev.tracks.usecase.invite;

import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.usecase.NotFoundException;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.Timestamps;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.message.DeliverMessage;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** An admin withdraws or resends an invitation. */
@Singleton
public final class ManageInvitation {
    /** The invitation is no longer open. */
    public static final class NotOpenException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotOpenException(InvitationStatus status) {
            super("the invitation is " + status.wireName());
        }
    }

    private final Invitations invitations;
    private final OptimisticRetry retry;
    private final InstantSource clock;

    public ManageInvitation(Invitations invitations, OptimisticRetry retry, InstantSource clock) {
        this.invitations = invitations;
        this.retry = retry;
        this.clock = clock;
    }

    /**
     * Withdraws the invitation, so that it can no longer be accepted. Withdrawing it again changes nothing.
     *
     * @throws NotFoundException if it does not exist
     * @throws NotOpenException if it was answered or has expired
     */
    public Invitation withdraw(String participantId, InvitationRef ref, String by) {
        return change(participantId, ref, invitation -> {
            if (invitation.status() == InvitationStatus.WITHDRAWN) {
                return Optional.of(invitation);
            }
            Invitation withdrawn = open(invitation).transitionTo(InvitationStatus.WITHDRAWN, entry("withdrawn", by));
            return invitations.save(withdrawn, by) == WriteResult.WRITTEN ? Optional.of(withdrawn) : Optional.empty();
        });
    }

    /**
     * Resends the invitation: its message is delivered again. A repeated request changes nothing for a minute, or until
     * the message is delivered or refused.
     *
     * @throws NotFoundException if it does not exist
     * @throws NotOpenException if it was answered or has expired
     */
    public Invitation resend(String participantId, InvitationRef ref, String by) {
        return change(participantId, ref, invitation -> {
            if (isBeingResent(open(invitation))) {
                return Optional.of(invitation);
            }
            Invitation resent = invitation.transitionTo(InvitationStatus.PENDING, entry(Invitation.RESENT, by));
            return invitations.resend(resent, by) == WriteResult.WRITTEN ? Optional.of(resent) : Optional.empty();
        });
    }

    /** Whether the invitation was resent a moment ago, and its message may still be delivered. */
    public boolean isBeingResent(Invitation invitation) {
        Instant now = Timestamps.now(clock);
        return invitation
                        .resentAt()
                        .filter(at -> now.isBefore(at.plus(DeliverMessage.RESEND_UNDER_WAY)))
                        .isPresent()
                && !invitations.isSettled(invitation.participantId(), invitation.ref());
    }

    private TrailEntry entry(String decision, String by) {
        return new TrailEntry(Timestamps.now(clock), decision, Optional.empty(), Map.of("by", by));
    }

    /** The status of an invitation that is not open. Past its expiry it is expired, even if that is not recorded yet. */
    public Optional<InvitationStatus> closedAs(Invitation invitation) {
        if (invitation.isOpen(Timestamps.now(clock))) {
            return Optional.empty();
        }
        boolean pending = invitation.status() == InvitationStatus.PENDING;
        return Optional.of(pending ? InvitationStatus.EXPIRED : invitation.status());
    }

    private Invitation open(Invitation invitation) {
        closedAs(invitation).ifPresent(status -> {
            throw new NotOpenException(status);
        });
        return invitation;
    }

    private Invitation change(
            String participantId, InvitationRef ref, Function<Invitation, Optional<Invitation>> change) {
        return retry.execute("invitation to " + ref.trackId(), () -> {
            Invitation invitation = invitations
                    .invitation(participantId, ref)
                    .orElseThrow(() -> new NotFoundException("invitation", ref.trackId() + "/" + ref.number()));
            return change.apply(invitation);
        });
    }
}
