package dev.tracks.usecase.invite;

import dev.tracks.domain.decision.Decision.Enroll;
import dev.tracks.domain.decision.Decision.Skip;
import dev.tracks.domain.decision.Facts;
import dev.tracks.domain.decision.ReEnrollmentRules;
import dev.tracks.domain.decision.Rules;
import dev.tracks.domain.message.MessageText;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.Participant;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.Source;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.usecase.Attempts;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.Timestamps;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.configure.Catalog;
import dev.tracks.usecase.message.JoinToken;
import dev.tracks.usecase.message.StepMessages;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Handles the invitee's answer. A join is decided again and has one effect; the trail records every refusal. */
@Singleton
public final class AnswerInvitation {
    /** What the person clicked. */
    public enum Reply {
        JOIN,
        DECLINE
    }

    /** The result of the click. */
    public enum Result {
        JOINED,
        DECLINED,
        /** The invitation cannot be accepted now, but perhaps later: it stays open. */
        NOT_NOW,
        /** The invitation was accepted before. */
        ALREADY_JOINED,
        ALREADY_DECLINED,
        EXPIRED,
        /** The invitation was withdrawn, or this click withdrew it because it can never be accepted. */
        WITHDRAWN,
        /** There is no such invitation. */
        GONE
    }

    /**
     * The answer to a click.
     *
     * @param reason why the person cannot join, for {@code NOT_NOW} and some {@code WITHDRAWN}
     */
    public record Answered(Result result, Optional<Invitation> invitation, Optional<SkipReason> reason) {
        static Answered of(Result result, Invitation invitation) {
            return new Answered(result, Optional.of(invitation), Optional.empty());
        }
    }

    /**
     * Reasons that may pass: the invitation stays open. Any other reason withdraws it, also if the person has started
     * the track another way and the policy refuses another start for now: then the invitation has lost its purpose.
     */
    private static final Set<SkipReason> MAY_PASS = Set.of(
            SkipReason.TRACK_NOT_ACTIVE,
            SkipReason.PARTICIPANT_DEACTIVATED,
            SkipReason.NOT_IN_AUDIENCE,
            SkipReason.NO_MANAGER,
            SkipReason.DESTINATION_NOT_ACTIVE);

    private final Catalog catalog;
    private final Invitations invitations;
    private final StepMessages messages;
    private final OptimisticRetry retry;
    private final InstantSource clock;

    public AnswerInvitation(
            Catalog catalog,
            Invitations invitations,
            StepMessages messages,
            OptimisticRetry retry,
            InstantSource clock) {
        this.catalog = catalog;
        this.invitations = invitations;
        this.messages = messages;
        this.retry = retry;
        this.clock = clock;
    }

    /** The state of the invitation before a click; writes nothing. An open invitation is {@code NOT_NOW}. */
    public Answered find(JoinToken token) {
        Instant now = Timestamps.now(clock);
        return found(token, invitations.read(token))
                .map(invitation -> closed(invitation, now).orElseGet(() -> Answered.of(Result.NOT_NOW, invitation)))
                .orElseGet(AnswerInvitation::gone);
    }

    /** Answers the invitation. Concurrent and repeated answers have one effect. */
    public Answered answer(JoinToken token, Reply reply) {
        Attempts attempts = new Attempts();
        return retry.execute("invitation to " + token.invitation().trackId(), () -> attempt(token, reply, attempts));
    }

    private Optional<Answered> attempt(JoinToken token, Reply reply, Attempts attempts) {
        Invitations.Reading reading = invitations.read(token);
        Instant now = Timestamps.now(clock);
        Optional<Invitation> found = found(token, reading);
        if (found.isEmpty()) {
            return Optional.of(gone());
        }
        Invitation invitation = found.get();
        boolean lost = attempts.lostTo(invitation.version());
        if (invitation.status() != InvitationStatus.PENDING) {
            return closed(invitation, now);
        }
        if (!invitation.isOpen(now)) {
            return save(invitation.expired(now), Result.EXPIRED, token);
        }
        return reply == Reply.DECLINE
                ? save(
                        invitation.transitionTo(InvitationStatus.DECLINED, TrailEntry.of(now, "declined")),
                        Result.DECLINED,
                        token)
                : join(token, invitation, reading, now, lost);
    }

    private Optional<Answered> join(
            JoinToken token, Invitation invitation, Invitations.Reading reading, Instant now, boolean lost) {
        Facts facts = facts(token, reading, now);
        return Rules.decideAnswer(invitation, facts)
                .fold(
                        enroll -> accept(token, invitation, facts, enroll),
                        skip -> refuse(token, invitation, skip, now, lost));
    }

    private Optional<Answered> accept(JoinToken token, Invitation invitation, Facts facts, Enroll enroll) {
        Instant now = facts.now();
        Enrollment enrollment = Enrollment.started(
                enroll.enrolleeId(), enroll.enrollment(), now, Source.invitation(token.cause()), invitation.lineage());
        Invitation accepted = invitation.transitionTo(
                InvitationStatus.ACCEPTED,
                new TrailEntry(now, "accepted", Optional.empty(), Map.of(Invitation.INSTANCE, enrollment.instance())));
        Optional<MessageText> confirmation = messages.confirmation(facts.step().orElseThrow(), withManager(facts));
        return invitations.accept(accepted, enrollment, confirmation) == WriteResult.WRITTEN
                ? Optional.of(Answered.of(Result.JOINED, accepted))
                : Optional.empty();
    }

    /** Reads the manager for a message that names them, unless they are the invitee and therefore read. */
    private Facts withManager(Facts facts) {
        Facts.People people = facts.people();
        boolean wanted = people.manager().isEmpty()
                && facts.step().filter(AddToTrackStep::namesManager).isPresent();
        return wanted
                ? facts.withManager(
                        people.participant().flatMap(Participant::managerId).flatMap(invitations::participant))
                : facts;
    }

    private Optional<Answered> refuse(JoinToken token, Invitation invitation, Skip skip, Instant now, boolean lost) {
        boolean mayPass = MAY_PASS.contains(skip.reason());
        InvitationStatus status = mayPass ? InvitationStatus.PENDING : InvitationStatus.WITHDRAWN;
        Optional<SkipReason> reason = Optional.of(skip.reason());
        TrailEntry entry = new TrailEntry(now, "skipped", reason, skip.evidence());
        if (lost && mayPass && invitation.lastEntry().hasSameResultAs(entry)) {
            // A concurrent click has written the same refusal. Another write would only make a further click lose.
            return Optional.of(new Answered(Result.NOT_NOW, Optional.of(invitation), reason));
        }
        Invitation after = invitation.transitionTo(status, entry);
        return save(after, mayPass ? Result.NOT_NOW : Result.WITHDRAWN, token)
                .map(answered -> new Answered(answered.result(), answered.invitation(), reason));
    }

    private Optional<Answered> save(Invitation after, Result result, JoinToken token) {
        return invitations.save(after, token.participantId()) == WriteResult.WRITTEN
                ? Optional.of(Answered.of(result, after))
                : Optional.empty();
    }

    private static Optional<Invitation> found(JoinToken token, Invitations.Reading reading) {
        return reading.invitation()
                .filter(invitation -> invitation.source().cause().equals(Optional.of(token.cause())));
    }

    private static Optional<Answered> closed(Invitation invitation, Instant now) {
        return switch (invitation.status()) {
            case ACCEPTED -> Optional.of(Answered.of(Result.ALREADY_JOINED, invitation));
            case DECLINED -> Optional.of(Answered.of(Result.ALREADY_DECLINED, invitation));
            case EXPIRED -> Optional.of(Answered.of(Result.EXPIRED, invitation));
            case WITHDRAWN ->
                Optional.of(new Answered(Result.WITHDRAWN, Optional.of(invitation), invitation.withdrawnFor()));
            case PENDING ->
                invitation.isOpen(now) ? Optional.empty() : Optional.of(Answered.of(Result.EXPIRED, invitation));
        };
    }

    private static Answered gone() {
        return new Answered(Result.GONE, Optional.empty(), Optional.empty());
    }

    private Facts facts(JoinToken token, Invitations.Reading reading, Instant now) {
        String trackId = token.invitation().trackId();
        var step = catalog.step(token.cause().trackId(), token.cause().stepId());
        boolean first = step.filter(s -> !ReEnrollmentRules.firstDecides(s.reEnrollment(), reading.firstInstance()))
                .isEmpty();
        List<Enrollment> instances = first
                ? reading.firstInstance().map(List::of).orElse(List.of())
                : invitations.instances(token.participantId(), trackId);
        boolean other = !token.participantId().equals(token.cause().participantId());
        return new Facts(
                now,
                step,
                new Facts.Source(catalog.track(token.cause().trackId()), reading.sourceInstance()),
                new Facts.People(reading.participant(), other ? reading.invitee() : Optional.empty()),
                new Facts.Destination(catalog.track(trackId), instances, List.of()),
                Optional.empty(),
                Set.of());
    }
}
