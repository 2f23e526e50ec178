package dev.tracks.domain.decision;

import dev.tracks.domain.decision.Decision.Defer;
import dev.tracks.domain.decision.Decision.Enroll;
import dev.tracks.domain.decision.Decision.Invite;
import dev.tracks.domain.decision.Decision.Skip;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.Lineage;
import dev.tracks.domain.record.Participant;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.step.Enrollee;
import dev.tracks.domain.step.EnrollmentMethod;
import dev.tracks.domain.step.ReEnrollment;
import dev.tracks.domain.step.ReachedBy;
import dev.tracks.domain.track.Track;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Every rule of Add User to Track. The first rule that hits wins, and the order is contract: step, source track,
 * participant, source instance, audience, manager, self, lineage, delay, destination, re-enrollment, invitation.
 */
public final class Rules {
    private Rules() {}

    /** What to do about a reached step; total, and a function of the facts alone. */
    public static Decision decide(Facts facts) {
        return beforeDelay(facts)
                .or(() -> delay(facts))
                .or(() -> destination(facts.destination()))
                .or(() -> instances(facts))
                .or(() -> openInvitation(facts))
                .orElseGet(() -> enrollOrInvite(facts));
    }

    /** What to do about a direct enrollment, which has no step: participant, track, re-enrollment policy. */
    public static Decision decideDirect(DirectEnrollment request, Facts facts) {
        return participant(facts)
                .or(() -> destination(facts.destination()))
                .or(() -> policy(request.reEnrollment(), facts.instances()))
                .orElseGet(() -> new Enroll(
                        request.participantId(),
                        next(request.trackId(), facts.instances()),
                        Lineage.start(request.trackId())));
    }

    /**
     * What to do about a click on Join. Destination, enrollee and lineage are frozen in the invitation; there is no delay
     * any more, the invitation itself does not count, and joining is what the person asks for.
     *
     * @param facts with the destination and the instances of the invitation; {@code manager} is the invitee if that is
     *     not the participant
     */
    public static Decision decideAnswer(Invitation invitation, Facts facts) {
        return untilAudience(facts)
                .or(() -> invitee(invitation, facts))
                .or(() -> destination(facts.destination()))
                .or(() -> policy(step(facts, AddToTrackStep::reEnrollment), facts.instances()))
                .or(() -> cooldown(facts, invitee(facts, invitation).orElseThrow()))
                .orElseGet(() -> new Enroll(
                        invitation.participantId(),
                        next(invitation.trackId(), facts.instances()),
                        invitation.lineage()));
    }

    private static Optional<Participant> invitee(Facts facts, Invitation invitation) {
        return facts.participant()
                .filter(participant -> participant.id().equals(invitation.participantId()))
                .or(facts::manager);
    }

    private static Optional<Decision> invitee(Invitation invitation, Facts facts) {
        boolean active = invitee(facts, invitation).filter(Participant::active).isPresent();
        return active ? Optional.empty() : skip(SkipReason.NO_MANAGER, "managerId", invitation.participantId());
    }

    private static Optional<Decision> beforeDelay(Facts facts) {
        return untilAudience(facts)
                .or(() -> manager(facts))
                .or(() -> self(facts))
                .or(() -> lineage(facts));
    }

    private static Optional<Decision> untilAudience(Facts facts) {
        return step(facts)
                .or(() -> sourceTrack(facts))
                .or(() -> participant(facts))
                .or(() -> sourceInstance(facts))
                .or(() -> audience(facts));
    }

    private static Optional<Decision> step(Facts facts) {
        if (facts.step().isEmpty()) {
            return skip(SkipReason.STEP_NOT_FOUND);
        }
        return facts.step().get().enabled() ? Optional.empty() : skip(SkipReason.STEP_DISABLED);
    }

    private static Optional<Decision> sourceTrack(Facts facts) {
        String status =
                facts.sourceTrack().map(track -> track.status().wireName()).orElse("not_found");
        boolean active = facts.sourceTrack().filter(Track::isActive).isPresent();
        return active ? Optional.empty() : skip(SkipReason.TRACK_NOT_ACTIVE, "status", status);
    }

    private static Optional<Decision> participant(Facts facts) {
        if (facts.participant().isEmpty()) {
            return skip(SkipReason.PARTICIPANT_NOT_FOUND);
        }
        return facts.participant().get().active() ? Optional.empty() : skip(SkipReason.PARTICIPANT_DEACTIVATED);
    }

    /** A completed source instance is fine: delays outlive phases. */
    private static Optional<Decision> sourceInstance(Facts facts) {
        if (facts.sourceInstance().isEmpty()) {
            return skip(SkipReason.SOURCE_INSTANCE_NOT_FOUND);
        }
        boolean cancelled = facts.sourceInstance().get().status() == EnrollmentStatus.CANCELLED;
        return cancelled ? skip(SkipReason.SOURCE_INSTANCE_CANCELLED) : Optional.empty();
    }

    private static Optional<Decision> audience(Facts facts) {
        return step(facts, AddToTrackStep::audience)
                .mismatch(facts.participant().orElseThrow())
                .flatMap(attribute -> skip(SkipReason.NOT_IN_AUDIENCE, "attribute", attribute));
    }

    private static Optional<Decision> manager(Facts facts) {
        if (step(facts, AddToTrackStep::enrollee) != Enrollee.MANAGER) {
            return Optional.empty();
        }
        Optional<String> managerId = facts.participant().flatMap(Participant::managerId);
        if (managerId.isEmpty()) {
            return skip(SkipReason.NO_MANAGER, "manager", "none");
        }
        if (facts.manager().filter(Participant::active).isPresent()) {
            return Optional.empty();
        }
        String state = facts.manager().isPresent() ? "deactivated" : "not_found";
        return skip(SkipReason.NO_MANAGER, "manager", state, "managerId", managerId.get());
    }

    private static Optional<Decision> self(Facts facts) {
        AddToTrackStep step = facts.step().orElseThrow();
        boolean self = step.destinationTrackId().equals(step.trackId());
        return self ? skip(SkipReason.SELF_TARGET, "trackId", step.trackId()) : Optional.empty();
    }

    private static Optional<Decision> lineage(Facts facts) {
        Lineage lineage = facts.sourceInstance().orElseThrow().lineage();
        String destination = step(facts, AddToTrackStep::destinationTrackId);
        List<String> path = new ArrayList<>(lineage.trackIds());
        path.add(destination);
        if (lineage.contains(destination)) {
            return skip(SkipReason.LOOP_DETECTED, "path", List.copyOf(path));
        }
        boolean full = lineage.depth() >= Lineage.MAX_DEPTH;
        return full ? skip(SkipReason.DEPTH_EXCEEDED, "path", List.copyOf(path)) : Optional.empty();
    }

    private static Optional<Decision> delay(Facts facts) {
        String enrolleeId = facts.enrollee().orElseThrow().id();
        return dueAt(facts).filter(due -> facts.now().isBefore(due)).map(due -> new Defer(enrolleeId, due));
    }

    /** When the delay is over: as written at an earlier evaluation, or computed now. */
    static Optional<Instant> dueAt(Facts facts) {
        return facts.run().flatMap(Run::dueAt).or(() -> {
            AddToTrackStep step = facts.step().orElseThrow();
            Instant from = step.reachedBy() == ReachedBy.TRACK_START
                    ? facts.sourceInstance().orElseThrow().startedAt()
                    : facts.run().map(Run::reachedAt).orElse(facts.now());
            return step.delay()
                    .map(delay ->
                            delay.dueAt(from, facts.enrollee().orElseThrow().timeZone()));
        });
    }

    private static Optional<Decision> destination(Optional<Track> destination) {
        if (destination.isEmpty()) {
            return skip(SkipReason.DESTINATION_NOT_FOUND);
        }
        Track track = destination.get();
        return track.isActive()
                ? Optional.empty()
                : skip(
                        SkipReason.DESTINATION_NOT_ACTIVE,
                        "status",
                        track.status().wireName());
    }

    private static Optional<Decision> instances(Facts facts) {
        AddToTrackStep step = facts.step().orElseThrow();
        return policy(step.reEnrollment(), facts.instances())
                .or(() -> cooldown(facts, facts.enrollee().orElseThrow()));
    }

    /** The contract's table of re-enrollment, by the person's instances of the destination. */
    private static Optional<Decision> policy(ReEnrollment policy, List<Enrollment> instances) {
        if (instances.isEmpty() || policy == ReEnrollment.YES) {
            return Optional.empty();
        }
        if (policy == ReEnrollment.NO) {
            return skip(SkipReason.PREVIOUSLY_STARTED, instances.get(0));
        }
        Optional<Decision> active = first(instances, EnrollmentStatus.ACTIVE)
                .flatMap(instance -> skip(SkipReason.ALREADY_ACTIVE, instance));
        if (active.isPresent() || policy == ReEnrollment.WHEN_NOT_ACTIVE) {
            return active;
        }
        return first(instances, EnrollmentStatus.COMPLETED)
                .flatMap(instance -> skip(SkipReason.ALREADY_COMPLETED, instance));
    }

    private static Optional<Decision> cooldown(Facts facts, Participant enrollee) {
        AddToTrackStep step = facts.step().orElseThrow();
        if (step.cooldown().isEmpty() || facts.instances().isEmpty()) {
            return Optional.empty();
        }
        Enrollment latest = facts.instances().get(facts.instances().size() - 1);
        Instant until = step.cooldown().get().after(latest.startedAt(), enrollee.timeZone());
        return facts.now().isBefore(until)
                ? skip(SkipReason.COOLDOWN, "instance", latest.instance(), "until", until.toString())
                : Optional.empty();
    }

    private static Optional<Decision> openInvitation(Facts facts) {
        if (step(facts, AddToTrackStep::enrollmentMethod) != EnrollmentMethod.MANUAL) {
            return Optional.empty();
        }
        return facts.invitations().stream()
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
        Lineage lineage = facts.sourceInstance().orElseThrow().lineage().to(step.destinationTrackId());
        if (step.enrollmentMethod() == EnrollmentMethod.AUTOMATIC) {
            return new Enroll(enrolleeId, next(step.destinationTrackId(), facts.instances()), lineage);
        }
        int last =
                facts.invitations().stream().mapToInt(Invitation::number).max().orElse(0);
        return new Invite(enrolleeId, new InvitationRef(step.destinationTrackId(), last + 1), lineage);
    }

    private static EnrollmentRef next(String trackId, List<Enrollment> instances) {
        int last = instances.stream().mapToInt(Enrollment::instance).max().orElse(0);
        return new EnrollmentRef(trackId, last + 1);
    }

    private static Optional<Enrollment> first(List<Enrollment> instances, EnrollmentStatus status) {
        return instances.stream()
                .filter(instance -> instance.status() == status)
                .findFirst();
    }

    private static <T> T step(Facts facts, Function<AddToTrackStep, T> part) {
        return part.apply(facts.step().orElseThrow());
    }

    private static Optional<Decision> skip(SkipReason reason, Enrollment earlier) {
        return skip(
                reason,
                "instance",
                earlier.instance(),
                "status",
                earlier.status().wireName(),
                "startedAt",
                earlier.startedAt().toString());
    }

    private static Optional<Decision> skip(SkipReason reason, Object... evidence) {
        Map<String, Object> named = new LinkedHashMap<>();
        for (int i = 0; i < evidence.length; i += 2) {
            named.put((String) evidence[i], evidence[i + 1]);
        }
        return Optional.of(new Skip(reason, named));
    }
}
