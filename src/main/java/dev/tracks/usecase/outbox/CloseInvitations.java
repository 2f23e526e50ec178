package dev.tracks.usecase.outbox;

import dev.tracks.domain.decision.Decision.Skip;
import dev.tracks.domain.decision.ReEnrollmentRules;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.Timestamps;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.configure.Configuration;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Withdraws open invitations that have lost their purpose: the invitee has started the destination another way, and the
 * step's policy does not let them join now. An invitation of a step that enrolls anew in this case stays open.
 *
 * <p>No start is missed. An invitation is written only if no instance was started since its decision read them; so the
 * start of every later instance finds it.
 */
@Singleton
public final class CloseInvitations {
    private static final String RELAY = "relay";
    private static final String SWEEP = "sweep";

    private final Configuration configuration;
    private final OpenInvitations invitations;
    private final OptimisticRetry retry;
    private final InstantSource clock;

    public CloseInvitations(
            Configuration configuration, OpenInvitations invitations, OptimisticRetry retry, InstantSource clock) {
        this.configuration = configuration;
        this.invitations = invitations;
        this.retry = retry;
        this.clock = clock;
    }

    /**
     * Withdraws the open invitations of the person who has started that instance, if they have lost their purpose.
     *
     * @throws ConcurrentUpdateException if concurrent updates won all attempts
     */
    public void afterStart(Enrollment started) {
        retry.execute("invitations to " + started.trackId(), () -> {
            Instant now = Timestamps.now(clock);
            boolean done = true;
            for (Invitation invitation : invitations.invitations(started.participantId(), started.trackId())) {
                done &= !invitation.isOpen(now) || withdraw(invitation, now, RELAY) != Withdrawal.CONCURRENT_UPDATE;
            }
            return done ? Optional.of(done) : Optional.empty();
        });
    }

    /**
     * Withdraws the open invitation if it has lost its purpose: its step may have been edited since the start.
     *
     * @return whether to remind the invitee: false if it was withdrawn, or updated concurrently
     */
    public boolean beforeReminder(Invitation open) {
        return withdraw(open, Timestamps.now(clock), SWEEP) == Withdrawal.NONE;
    }

    private enum Withdrawal {
        /** The invitation keeps its purpose. */
        NONE,
        DONE,
        CONCURRENT_UPDATE
    }

    private Withdrawal withdraw(Invitation open, Instant now, String by) {
        Optional<Skip> lost = lostPurpose(open, now);
        if (lost.isEmpty()) {
            return Withdrawal.NONE;
        }
        TrailEntry entry = new TrailEntry(
                now,
                InvitationStatus.WITHDRAWN.wireName(),
                Optional.of(lost.get().reason()),
                lost.get().evidence());
        Invitation withdrawn = open.transitionTo(InvitationStatus.WITHDRAWN, entry);
        return invitations.save(withdrawn, by) == WriteResult.WRITTEN ? Withdrawal.DONE : Withdrawal.CONCURRENT_UPDATE;
    }

    private Optional<Skip> lostPurpose(Invitation open, Instant now) {
        List<Enrollment> instances = invitations.instances(open.participantId(), open.trackId());
        if (instances.isEmpty()) {
            return Optional.empty();
        }
        StepReached cause = open.source().cause().orElseThrow();
        Optional<AddToTrackStep> step =
                configuration.step(cause.trackId(), cause.stepId()).map(Stored::value);
        return invitations
                .participant(open.participantId())
                .flatMap(invitee -> ReEnrollmentRules.lostPurpose(step, instances, invitee, now));
    }
}
