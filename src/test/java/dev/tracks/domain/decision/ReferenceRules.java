package dev.tracks.domain.decision;

import static dev.tracks.domain.record.EnrollmentStatus.ACTIVE;
import static dev.tracks.domain.record.EnrollmentStatus.CANCELLED;
import static dev.tracks.domain.record.EnrollmentStatus.COMPLETED;

import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.Participant;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.step.Enrollee;
import dev.tracks.domain.step.EnrollmentMethod;
import dev.tracks.domain.step.ReEnrollment;
import dev.tracks.domain.step.ReachedBy;
import dev.tracks.domain.track.TrackStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * /**
 * A second implementation of the contract's order of the decision, independent of {@link Rules}: a table that is read from
 * top to bottom. The last row always applies.
 */
public final class ReferenceRules {
    private static final Map<String, Predicate<Facts>> TABLE = new LinkedHashMap<>();

    static {
        TABLE.put("step_not_found", it -> it.step().isEmpty());
        TABLE.put("step_disabled", it -> !step(it).enabled());
        TABLE.put(
                "track_not_active",
                it -> it.source().track().isEmpty()
                        || !it.source().track().get().isActive());
        TABLE.put("participant_not_found", it -> it.people().participant().isEmpty());
        TABLE.put("participant_deactivated", it -> !participant(it).active());
        TABLE.put("source_instance_not_found", it -> it.source().instance().isEmpty());
        TABLE.put(
                "source_instance_cancelled", it -> it.source().instance().get().status() == CANCELLED);
        TABLE.put("not_in_audience", it -> !isInAudience(it));
        TABLE.put(
                "no_manager",
                it -> isForManager(it)
                        && (it.people().manager().isEmpty()
                                || !it.people().manager().get().active()));
        TABLE.put("self_target", it -> destination(it).equals(step(it).trackId()));
        TABLE.put(
                "loop_detected",
                it -> it.source().instance().get().lineage().trackIds().contains(destination(it)));
        TABLE.put(
                "depth_exceeded",
                it -> it.source().instance().get().lineage().trackIds().size() == 10);
        TABLE.put("deferred", it -> dueAt(it).compareTo(it.now()) > 0);
        TABLE.put("destination_not_found", it -> it.destination().track().isEmpty());
        TABLE.put("destination_not_active", it -> it.destination().track().get().status() != TrackStatus.ACTIVE);
        for (String kept : List.of("previously_started", "already_active", "already_completed")) {
            TABLE.put(
                    kept,
                    it -> reEnrollment(policy(it), it.destination().instances()).equals(Optional.of(kept)));
        }
        TABLE.put("cooldown", it -> coolUntil(it).compareTo(it.now()) > 0);
        TABLE.put("invitation_pending", it -> isManual(it) && hasOpenInvitation(it));
        TABLE.put("invited", ReferenceRules::isManual);
        TABLE.put("enrolled", it -> true);
    }

    private ReferenceRules() {}

    /** The skip reason, or the decision: {@code deferred}, {@code invited} or {@code enrolled}. */
    public static String answer(Facts facts) {
        return TABLE.entrySet().stream()
                .filter(row -> row.getValue().test(facts))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    /**
     * The skip reason, or {@code invited}, for a person who is to be invited again. Destination, enrollee and lineage are
     * those of the earlier invitation, and there is no delay.
     */
    public static String reinvitation(Facts facts, Optional<Participant> invitee) {
        return TABLE.keySet().stream()
                .filter(row -> switch (row) {
                    case "self_target", "loop_detected", "depth_exceeded", "deferred" -> false;
                    case "no_manager" -> invitee.filter(Participant::active).isEmpty();
                    case "cooldown" -> coolUntil(facts, invitee.orElseThrow()).compareTo(facts.now()) > 0;
                    case "invitation_pending" -> hasOpenInvitation(facts);
                    case "invited" -> true;
                    default -> TABLE.get(row).test(facts);
                })
                .findFirst()
                .orElseThrow();
    }

    /** Why a person who has started a track cannot join it with an open invitation; empty if they can. */
    public static Optional<String> lostPurpose(Facts facts, Participant invitee) {
        if (started(facts.destination().instances()).isEmpty()) {
            return Optional.empty();
        }
        if (facts.step().isEmpty()) {
            return Optional.of("step_not_found");
        }
        return reEnrollment(policy(facts), facts.destination().instances())
                .or(() -> Optional.of("cooldown")
                        .filter(reason -> coolUntil(facts, invitee).compareTo(facts.now()) > 0));
    }

    static Iterable<String> answers() {
        return TABLE.keySet();
    }

    /** The reason for which earlier instances, oldest first, rule out another one; a direct enrollment asks this too. */
    public static Optional<String> reEnrollment(ReEnrollment policy, List<Enrollment> instances) {
        if (policy == ReEnrollment.NO) {
            return Optional.of("previously_started")
                    .filter(reason -> !started(instances).isEmpty());
        }
        if (policy != ReEnrollment.YES && first(instances, ACTIVE).isPresent()) {
            return Optional.of("already_active");
        }
        return Optional.of("already_completed")
                .filter(reason -> policy == ReEnrollment.WHEN_NOT_COMPLETED
                        && first(instances, COMPLETED).isPresent());
    }

    /** The number of the instance that an answer rests on, which the evidence names; empty if it rests on none. */
    public static Optional<Integer> instance(String answer, List<Enrollment> instances) {
        return switch (answer) {
            case "previously_started" -> Optional.of(started(instances).get(0).instance());
            case "already_active" -> first(instances, ACTIVE);
            case "already_completed" -> first(instances, COMPLETED);
            case "cooldown" -> Optional.of(latest(instances).instance());
            default -> Optional.empty();
        };
    }

    /** The instances that were not undone. */
    private static List<Enrollment> started(List<Enrollment> instances) {
        List<Enrollment> started = new ArrayList<>(instances);
        started.removeIf(Enrollment::undone);
        return started;
    }

    private static Enrollment latest(List<Enrollment> instances) {
        List<Enrollment> started = started(instances);
        return started.get(started.size() - 1);
    }

    private static Optional<Integer> first(List<Enrollment> instances, EnrollmentStatus status) {
        return instances.stream()
                .filter(instance -> instance.status() == status)
                .map(Enrollment::instance)
                .findFirst();
    }

    private static AddToTrackStep step(Facts facts) {
        return facts.step().orElseThrow();
    }

    private static Participant participant(Facts facts) {
        return facts.people().participant().orElseThrow();
    }

    private static String destination(Facts facts) {
        return step(facts).destinationTrackId();
    }

    private static ReEnrollment policy(Facts facts) {
        return step(facts).reEnrollment();
    }

    private static boolean isForManager(Facts facts) {
        return step(facts).enrollee() == Enrollee.MANAGER;
    }

    private static boolean isManual(Facts facts) {
        return step(facts).enrollmentMethod() == EnrollmentMethod.MANUAL;
    }

    private static boolean isInAudience(Facts facts) {
        Map<String, String> attributes = participant(facts).attributes();
        return step(facts).audience().attributes().entrySet().stream()
                .allMatch(wanted -> attributes.containsKey(wanted.getKey())
                        && wanted.getValue().contains(attributes.get(wanted.getKey())));
    }

    private static Participant enrollee(Facts facts) {
        return isForManager(facts) ? facts.people().manager().orElseThrow() : participant(facts);
    }

    private static Instant dueAt(Facts facts) {
        if (facts.run().isPresent() && facts.run().get().dueAt().isPresent()) {
            return facts.run().get().dueAt().get();
        }
        if (step(facts).delay().isEmpty()) {
            return Instant.MIN;
        }
        Instant start = facts.source().instance().orElseThrow().startedAt();
        boolean byCompletion = step(facts).reachedBy() == ReachedBy.TRACK_COMPLETION;
        Optional<Instant> end = facts.source().instance().orElseThrow().endedAt();
        if (byCompletion && end.isPresent()) {
            start = end.get();
        } else if (byCompletion || step(facts).reachedBy() == ReachedBy.EVENT) {
            start = facts.run().isPresent() ? facts.run().get().reachedAt() : facts.now();
        }
        return step(facts).delay().get().dueAt(start, enrollee(facts).timeZone().zone());
    }

    private static Instant coolUntil(Facts facts) {
        return coolUntil(facts, enrollee(facts));
    }

    private static Instant coolUntil(Facts facts, Participant enrollee) {
        List<Enrollment> instances = facts.destination().instances();
        if (started(instances).isEmpty() || step(facts).cooldown().isEmpty()) {
            return Instant.MIN;
        }
        Instant latest = latest(instances).startedAt();
        return step(facts).cooldown().get().after(latest, enrollee.timeZone().zone());
    }

    private static boolean hasOpenInvitation(Facts facts) {
        return facts.destination().invitations().stream()
                .anyMatch(invitation -> invitation.status() == InvitationStatus.PENDING
                        && invitation.expiresAt().compareTo(facts.now()) > 0);
    }
}
