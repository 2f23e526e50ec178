package dev.tracks.usecase.enroll;

import dev.tracks.domain.decision.Decision.Skip;
import dev.tracks.domain.decision.Facts;
import dev.tracks.domain.decision.Rules;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.Participant;
import dev.tracks.domain.record.Source;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.usecase.NotFoundException;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.Timestamps;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.configure.Catalog;
import dev.tracks.usecase.configure.Uncached;
import dev.tracks.usecase.message.StepMessages;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Invites a person again after their invitation was declined, has expired or was withdrawn. It is decided afresh, with
 * the step's current configuration. Destination, enrollee and lineage are those of the earlier invitation.
 */
@Singleton
public final class Reinvite {
    /** The name of the earlier invitation's number in the evidence of the trail. */
    private static final String NUMBER = "number";

    /** The invitation can still be accepted, or it was accepted. */
    public static final class NotClosedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotClosedException(Invitation invitation) {
            super("invitation " + invitation.number() + " is "
                    + invitation.status().wireName());
        }
    }

    /** The person is not invited again. */
    public static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Skip skip;

        RefusedException(Invitation earlier, Skip skip) {
            super(earlier.participantId() + " was not invited to " + earlier.trackId() + " again: "
                    + skip.reason().wireName());
            this.skip = skip;
        }

        /** Why not. */
        public Skip skip() {
            return skip;
        }
    }

    private final Catalog catalog;
    private final Ledger ledger;
    private final StepMessages messages;
    private final OptimisticRetry retry;
    private final InstantSource clock;
    private final InvitationTerms terms;

    /** @param catalog uncached, so that a change that was saved a moment ago applies */
    public Reinvite(
            @Uncached Catalog catalog,
            Ledger ledger,
            StepMessages messages,
            OptimisticRetry retry,
            InstantSource clock,
            InvitationTerms terms) {
        this.catalog = catalog;
        this.ledger = ledger;
        this.messages = messages;
        this.retry = retry;
        this.clock = clock;
        this.terms = terms;
    }

    /**
     * The new invitation, with the next number. Of concurrent requests, one succeeds.
     *
     * @param ref the earlier invitation
     * @throws NotFoundException if it does not exist
     * @throws NotClosedException if it is open, or if it or one that followed it was accepted
     * @throws RefusedException if the rules refuse, also because another invitation is open
     */
    public Invitation reinvite(String participantId, InvitationRef ref, String by) {
        return retry.execute("invitation to " + ref.trackId(), () -> attempt(participantId, ref, by));
    }

    private Optional<Invitation> attempt(String participantId, InvitationRef ref, String by) {
        Instant now = Timestamps.now(clock);
        List<Invitation> all = ledger.invitations(participantId, ref.trackId());
        Invitation earlier = all.stream()
                .filter(invitation -> invitation.ref().equals(ref))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("invitation", ref.trackId() + "/" + ref.number()));
        requireClosed(earlier, all, now);
        Facts facts = facts(earlier, all, now);
        Optional<Skip> refused = Rules.decideReinvitation(earlier, facts);
        if (refused.isPresent()) {
            throw new RefusedException(earlier, refused.get());
        }
        Invitation invitation = invitation(earlier, facts, by);
        Optional<Invitation> expired = Optional.of(earlier)
                .filter(pending -> pending.status() == InvitationStatus.PENDING)
                .map(pending -> pending.expired(now));
        WriteResult written =
                ledger.reinvite(invitation, expired, facts.destination().next(ref.trackId()), by);
        return written == WriteResult.WRITTEN ? Optional.of(invitation) : Optional.empty();
    }

    /** A cause has one effect: after one of its invitations was accepted, no other one follows. */
    private static void requireClosed(Invitation earlier, List<Invitation> all, Instant now) {
        if (earlier.isOpen(now)) {
            throw new NotClosedException(earlier);
        }
        all.stream()
                .filter(invitation ->
                        invitation.source().cause().equals(earlier.source().cause()))
                .filter(invitation -> invitation.status() == InvitationStatus.ACCEPTED)
                .findFirst()
                .ifPresent(accepted -> {
                    throw new NotClosedException(accepted);
                });
    }

    private Facts facts(Invitation earlier, List<Invitation> all, Instant now) {
        StepReached cause = earlier.source().cause().orElseThrow();
        Ledger.Reading reading = ledger.read(cause, Optional.empty());
        Optional<AddToTrackStep> step = catalog.step(cause.trackId(), cause.stepId());
        boolean other = !earlier.participantId().equals(cause.participantId());
        Optional<String> managerId = other
                ? Optional.of(earlier.participantId())
                : reading.participant()
                        .flatMap(Participant::managerId)
                        .filter(id -> step.filter(AddToTrackStep::namesManager).isPresent());
        Facts.Destination destination = new Facts.Destination(
                catalog.track(earlier.trackId()), ledger.instances(earlier.participantId(), earlier.trackId()), all);
        return new Facts(
                now,
                step,
                new Facts.Source(catalog.track(cause.trackId()), reading.sourceInstance()),
                new Facts.People(
                        reading.participant(),
                        managerId.flatMap(
                                id -> ledger.readPerson(id, Optional.empty()).participant())),
                destination,
                Optional.empty(),
                Set.of());
    }

    private Invitation invitation(Invitation earlier, Facts facts, String by) {
        TrailEntry created = new TrailEntry(
                facts.now(),
                RunStatus.INVITED.wireName(),
                Optional.empty(),
                Map.of(NUMBER, earlier.number(), "by", by));
        return NewInvitation.of(
                earlier.participantId(),
                facts.destination().nextInvitation(earlier.trackId()),
                texts(earlier, facts),
                terms.times(facts.now(), facts.step().orElseThrow()),
                new Invitation.Origin(Source.invitation(earlier.source().cause().orElseThrow()), earlier.lineage()),
                created);
    }

    /** The step's current texts, unless it no longer invites to this track: then those of the earlier invitation. */
    private Invitation.Texts texts(Invitation earlier, Facts facts) {
        AddToTrackStep step = facts.step().orElseThrow();
        boolean invites = step.destinationTrackId().equals(earlier.trackId())
                && step.invitationMessage().isPresent();
        return invites ? messages.invitation(step, facts) : earlier.texts();
    }
}
