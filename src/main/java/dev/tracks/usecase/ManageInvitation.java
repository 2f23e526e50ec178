package dev.tracks.usecase;

import dev.tracks.domain.Invitation;
import dev.tracks.domain.InvitationRef;
import dev.tracks.domain.InvitationStatus;
import dev.tracks.domain.TrailEntry;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** An admin takes an invitation back, or sends it once more. */
@Singleton
public final class ManageInvitation {
    /** The invitation is not open any more. */
    public static final class NotOpenException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotOpenException(Invitation invitation) {
            super("the invitation is " + invitation.status().wireName());
        }
    }

    private final Invitations invitations;
    private final Rounds rounds;
    private final InstantSource clock;

    public ManageInvitation(Invitations invitations, Rounds rounds, InstantSource clock) {
        this.invitations = invitations;
        this.rounds = rounds;
        this.clock = clock;
    }

    /**
     * Nobody can accept it from now on. Withdrawing twice is fine.
     *
     * @throws NotFoundException if there is none
     * @throws NotOpenException if it was answered or has expired
     */
    public Invitation withdraw(String participantId, InvitationRef ref, String by) {
        return change(participantId, ref, invitation -> {
            if (invitation.status() == InvitationStatus.WITHDRAWN) {
                return Optional.of(invitation);
            }
            Invitation withdrawn = open(invitation).then(InvitationStatus.WITHDRAWN, entry("withdrawn", by));
            return invitations.keep(withdrawn, by) == Written.DONE ? Optional.of(withdrawn) : Optional.empty();
        });
    }

    /**
     * Its message is delivered once more.
     *
     * @throws NotFoundException if there is none
     * @throws NotOpenException if it was answered or has expired
     */
    public Invitation resend(String participantId, InvitationRef ref, String by) {
        return change(participantId, ref, invitation -> {
            Invitation sent = open(invitation).then(InvitationStatus.PENDING, entry(Invitation.RESENT, by));
            return invitations.resend(sent, by) == Written.DONE ? Optional.of(sent) : Optional.empty();
        });
    }

    private TrailEntry entry(String decision, String by) {
        return new TrailEntry(Times.now(clock), decision, Optional.empty(), Map.of("by", by));
    }

    private Invitation open(Invitation invitation) {
        Instant now = Times.now(clock);
        if (!invitation.isOpen(now)) {
            throw new NotOpenException(invitation);
        }
        return invitation;
    }

    private Invitation change(
            String participantId, InvitationRef ref, Function<Invitation, Optional<Invitation>> change) {
        return rounds.untilWritten("invitation to " + ref.trackId(), () -> {
            Invitation invitation = invitations
                    .invitation(participantId, ref)
                    .orElseThrow(() -> new NotFoundException("invitation", ref.trackId() + "/" + ref.number()));
            return change.apply(invitation);
        });
    }
}
