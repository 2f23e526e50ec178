package dev.tracks.domain.decision;

import static dev.tracks.domain.decision.Skips.skip;

import dev.tracks.domain.decision.Decision.Defer;
import dev.tracks.domain.decision.Decision.Enroll;
import dev.tracks.domain.decision.Decision.EnrollOrSkip;
import dev.tracks.domain.decision.Decision.Invite;
import dev.tracks.domain.decision.Decision.Skip;
import dev.tracks.domain.decision.Facts.OnDemand;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.Lineage;
import dev.tracks.domain.record.Participant;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.step.Enrollee;
import dev.tracks.domain.step.EnrollmentMethod;
import dev.tracks.domain.track.Track;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Every rule of Add User to Track. The first rule that returns a decision wins, and the order is contract: step, source track,
 * participant, source instance, audience, manager, self, lineage, delay, destination, re-enrollment ({@link
 * ReEnrollmentRules}), invitation.
 */
public final class Rules {
    private static final List<Rule> ORDER = List.of(
            new Rule(Rules::sourceAndParticipant),
            new Rule(step -> step.enrollee() == Enrollee.MANAGER, Optional.of(OnDemand.MANAGER), Rules::manager),
            new Rule(Rules::self),
            new Rule(Rules::lineage),
            new Rule(Rules::delay),
            new Rule(facts -> destination(facts.destination().track())),
            new Rule(step -> true, Optional.of(OnDemand.INSTANCES), Rules::reEnrollment),
            new Rule(Rules::isManual, Optional.of(OnDemand.INVITATIONS), Rules::openInvitation));

    /**
     * One rule of a reached step.
     *
     * @param appliesTo the steps that it applies to
     * @param needs the fact that must be read before the rule decides
     * @param decision the rule's decision, or empty if the next rule decides
     */
    private record Rule(
            Predicate<AddToTrackStep> appliesTo,
            Optional<OnDemand> needs,
            Function<Facts, Optional<? extends Decision>> decision) {
        Rule(Function<Facts, Optional<? extends Decision>> decision) {
            this(step -> true, Optional.empty(), decision);
        }

        boolean applies(Facts facts) {
            return facts.step().map(appliesTo::test).orElse(true);
        }

        Optional<OnDemand> missing(Facts facts) {
            return needs.filter(facts.unread()::contains);
        }
    }

    private Rules() {}

    /**
     * What to do about a reached step: a function of the facts alone.
     *
     * @throws IllegalStateException if {@link #missing} names a fact that a rule needs
     */
    public static Decision decide(Facts facts) {
        for (Rule rule : ORDER) {
            if (rule.applies(facts)) {
                rule.missing(facts).ifPresent(fact -> {
                    throw new IllegalStateException("the decision needs " + fact + ", which was not read");
                });
                Optional<? extends Decision> decision = rule.decision.apply(facts);
                if (decision.isPresent()) {
                    return decision.get();
                }
            }
        }
        return enrollOrInvite(facts);
    }

    /**
     * The next fact to read: for a rule, or for a message that names the manager. Empty if {@link #decide} and the messages
     * of its decision need no other fact.
     */
    public static Optional<OnDemand> missing(Facts facts) {
        for (Rule rule : ORDER) {
            if (rule.applies(facts)) {
                Optional<OnDemand> missing = rule.missing(facts);
                if (missing.isPresent() || rule.decision.apply(facts).isPresent()) {
                    return missing;
                }
            }
        }
        boolean namesManager = step(facts, AddToTrackStep::namesManager);
        return Optional.of(OnDemand.MANAGER)
                .filter(fact -> namesManager && facts.unread().contains(fact));
    }

    /** What to do about a direct enrollment, which has no step: participant, track, re-enrollment policy. */
    public static EnrollOrSkip decideDirect(
            DirectEnrollment request, Optional<Participant> participant, Facts.Destination destination) {
        return participant(participant)
                .or(() -> destination(destination.track()))
                .or(() -> ReEnrollmentRules.policy(request.reEnrollment(), destination.instances()))
                .<EnrollOrSkip>map(skip -> skip)
                .orElseGet(() -> new Enroll(request.participantId(), destination.next(request.trackId())));
    }

    /**
     * What to do about a click on Join. The invitation fixes destination and enrollee. No delay applies, the invitation
     * itself does not count as open, and the method is automatic.
     *
     * @param facts with the destination and the instances of the invitation; {@code manager} is the invitee if the
     *     participant is not
     */
    public static EnrollOrSkip decideAnswer(Invitation invitation, Facts facts) {
        return join(invitation, facts)
                .<EnrollOrSkip>map(skip -> skip)
                .orElseGet(() -> new Enroll(
                        invitation.participantId(), facts.destination().next(invitation.trackId())));
    }

    /**
     * Why nobody is invited again after a closed invitation; empty to invite. The earlier invitation fixes destination and
     * enrollee, and no delay applies, as with a click on Join.
     *
     * @param facts as for {@link #decideAnswer}, with the invitee's invitations to the destination
     */
    public static Optional<Skip> decideReinvitation(Invitation earlier, Facts facts) {
        return join(earlier, facts).or(() -> openInvitation(facts));
    }

    private static Optional<Skip> join(Invitation invitation, Facts facts) {
        return sourceAndParticipant(facts)
                .or(() -> invitee(invitation, facts))
                .or(() -> destination(facts.destination().track()))
                .or(() -> ReEnrollmentRules.decide(
                        facts, findInvitee(facts, invitation).orElseThrow()));
    }

    private static Optional<Participant> findInvitee(Facts facts, Invitation invitation) {
        return facts.people()
                .participant()
                .filter(participant -> participant.id().equals(invitation.participantId()))
                .or(facts.people()::manager);
    }

    private static Optional<Skip> invitee(Invitation invitation, Facts facts) {
        boolean active =
                findInvitee(facts, invitation).filter(Participant::active).isPresent();
        return active ? Optional.empty() : skip(SkipReason.NO_MANAGER, "managerId", invitation.participantId());
    }

    private static Optional<Skip> sourceAndParticipant(Facts facts) {
        return step(facts)
                .or(() -> sourceTrack(facts))
                .or(() -> participant(facts.people().participant()))
                .or(() -> sourceInstance(facts))
                .or(() -> audience(facts));
    }

    private static Optional<Skip> step(Facts facts) {
        if (facts.step().isEmpty()) {
            return skip(SkipReason.STEP_NOT_FOUND);
        }
        return facts.step().get().enabled() ? Optional.empty() : skip(SkipReason.STEP_DISABLED);
    }

    private static Optional<Skip> sourceTrack(Facts facts) {
        String status =
                facts.source().track().map(track -> track.status().wireName()).orElse("not_found");
        boolean active = facts.source().track().filter(Track::isActive).isPresent();
        return active ? Optional.empty() : skip(SkipReason.TRACK_NOT_ACTIVE, "status", status);
    }

    private static Optional<Skip> participant(Optional<Participant> participant) {
        if (participant.isEmpty()) {
            return skip(SkipReason.PARTICIPANT_NOT_FOUND);
        }
        return participant.get().active() ? Optional.empty() : skip(SkipReason.PARTICIPANT_DEACTIVATED);
    }

    /** A completed source instance is allowed, because a delay can outlast the track. */
    private static Optional<Skip> sourceInstance(Facts facts) {
        if (facts.source().instance().isEmpty()) {
            return skip(SkipReason.SOURCE_INSTANCE_NOT_FOUND);
        }
        boolean cancelled = facts.source().instance().get().status() == EnrollmentStatus.CANCELLED;
        return cancelled ? skip(SkipReason.SOURCE_INSTANCE_CANCELLED) : Optional.empty();
    }

    private static Optional<Skip> audience(Facts facts) {
        return step(facts, AddToTrackStep::audience)
                .mismatch(facts.people().participant().orElseThrow())
                .flatMap(attribute -> skip(SkipReason.NOT_IN_AUDIENCE, "attribute", attribute));
    }

    private static Optional<Skip> manager(Facts facts) {
        Optional<String> managerId = facts.people().participant().flatMap(Participant::managerId);
        if (managerId.isEmpty()) {
            return skip(SkipReason.NO_MANAGER, "manager", "none");
        }
        if (facts.people().manager().filter(Participant::active).isPresent()) {
            return Optional.empty();
        }
        String state = facts.people().manager().isPresent() ? "deactivated" : "not_found";
        return skip(SkipReason.NO_MANAGER, "manager", state, "managerId", managerId.get());
    }

    private static Optional<Skip> self(Facts facts) {
        AddToTrackStep step = facts.step().orElseThrow();
        boolean self = step.destinationTrackId().equals(step.trackId());
        return self ? skip(SkipReason.SELF_TARGET, "trackId", step.trackId()) : Optional.empty();
    }

    private static Optional<Skip> lineage(Facts facts) {
        Lineage lineage = facts.source().instance().orElseThrow().lineage();
        String destination = step(facts, AddToTrackStep::destinationTrackId);
        List<String> path = new ArrayList<>(lineage.trackIds());
        path.add(destination);
        if (lineage.contains(destination)) {
            return skip(SkipReason.LOOP_DETECTED, "path", List.copyOf(path));
        }
        boolean full = lineage.depth() >= Lineage.MAX_DEPTH;
        return full ? skip(SkipReason.DEPTH_EXCEEDED, "path", List.copyOf(path)) : Optional.empty();
    }

    private static Optional<Defer> delay(Facts facts) {
        String enrolleeId = facts.enrollee().orElseThrow().id();
        return dueAt(facts)
                .filter(due -> facts.now().isBefore(due))
                .map(due -> new Defer(enrolleeId, due, ZoneEvidence.ofDelay(facts)));
    }

    /** When the delay is over: as written at an earlier evaluation, or computed now. */
    static Optional<Instant> dueAt(Facts facts) {
        return facts.run().flatMap(Run::dueAt).or(() -> {
            AddToTrackStep step = facts.step().orElseThrow();
            Instant reachedAt = facts.run().map(Run::reachedAt).orElse(facts.now());
            Instant from = step.delayFrom(facts.source().instance().orElseThrow(), reachedAt);
            return step.delay()
                    .map(delay -> delay.dueAt(
                            from, facts.enrollee().orElseThrow().timeZone().zone()));
        });
    }

    private static Optional<Skip> destination(Optional<Track> destination) {
        if (destination.isEmpty()) {
            return skip(SkipReason.DESTINATION_NOT_FOUND);
        }
        String status = destination.get().status().wireName();
        boolean active = destination.get().isActive();
        return active ? Optional.empty() : skip(SkipReason.DESTINATION_NOT_ACTIVE, "status", status);
    }

    private static Optional<Skip> reEnrollment(Facts facts) {
        return ReEnrollmentRules.decide(facts, facts.enrollee().orElseThrow());
    }

    private static boolean isManual(AddToTrackStep step) {
        return step.enrollmentMethod() == EnrollmentMethod.MANUAL;
    }

    private static Optional<Skip> openInvitation(Facts facts) {
        return facts.destination().invitations().stream()
                .filter(invitation -> invitation.isOpen(facts.now()))
                .findFirst()
                .flatMap(open -> skip(
                        SkipReason.INVITATION_PENDING,
                        "number",
                        open.number(),
                        "expiresAt",
                        open.expiresAt().toString()));
    }

    private static Decision enrollOrInvite(Facts facts) {
        AddToTrackStep step = facts.step().orElseThrow();
        String enrolleeId = facts.enrollee().orElseThrow().id();
        return isManual(step)
                ? new Invite(
                        enrolleeId,
                        facts.destination().nextInvitation(step.destinationTrackId()),
                        ZoneEvidence.of(facts))
                : new Enroll(enrolleeId, facts.destination().next(step.destinationTrackId()), ZoneEvidence.of(facts));
    }

    private static <T> T step(Facts facts, Function<AddToTrackStep, T> part) {
        return part.apply(facts.step().orElseThrow());
    }
}
