package dev.tracks.domain.decision;

import static dev.tracks.domain.record.EnrollmentStatus.ACTIVE;
import static dev.tracks.domain.record.EnrollmentStatus.CANCELLED;
import static dev.tracks.domain.record.EnrollmentStatus.COMPLETED;

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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A second implementation of the contract's order of the decision: a table that is read from top to bottom. The last
 * row always applies.
 */
final class RulesOracle {
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
        TABLE.put("self_target", it -> destination(it).equals("day-1"));
        TABLE.put(
                "loop_detected",
                it -> it.source().instance().get().lineage().trackIds().contains(destination(it)));
        TABLE.put(
                "depth_exceeded",
                it -> it.source().instance().get().lineage().trackIds().size() == 10);
        TABLE.put("deferred", it -> dueAt(it).compareTo(it.now()) > 0);
        TABLE.put("destination_not_found", it -> it.destination().track().isEmpty());
        TABLE.put("destination_not_active", it -> it.destination().track().get().status() != TrackStatus.ACTIVE);
        TABLE.put(
                "previously_started",
                it -> policy(it) == ReEnrollment.NO
                        && !it.destination().instances().isEmpty());
        TABLE.put("already_active", it -> policy(it).name().startsWith("WHEN_") && has(it, ACTIVE));
        TABLE.put("already_completed", it -> policy(it) == ReEnrollment.WHEN_NOT_COMPLETED && has(it, COMPLETED));
        TABLE.put("cooldown", it -> coolUntil(it).compareTo(it.now()) > 0);
        TABLE.put("invitation_pending", it -> isManual(it) && hasOpenInvitation(it));
        TABLE.put("invited", RulesOracle::isManual);
        TABLE.put("enrolled", it -> true);
    }

    private RulesOracle() {}

    /** The skip reason, or the decision. */
    static String answer(Facts facts) {
        return TABLE.entrySet().stream()
                .filter(row -> row.getValue().test(facts))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    static Iterable<String> answers() {
        return TABLE.keySet();
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

    private static boolean has(Facts facts, EnrollmentStatus status) {
        return facts.destination().instances().stream().anyMatch(instance -> instance.status() == status);
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
        if (step(facts).reachedBy() == ReachedBy.EVENT) {
            start = facts.run().isPresent() ? facts.run().get().reachedAt() : facts.now();
        }
        return step(facts).delay().get().dueAt(start, enrollee(facts).timeZone());
    }

    private static Instant coolUntil(Facts facts) {
        int count = facts.destination().instances().size();
        if (count == 0 || step(facts).cooldown().isEmpty()) {
            return Instant.MIN;
        }
        Instant latest = facts.destination().instances().get(count - 1).startedAt();
        return step(facts).cooldown().get().after(latest, enrollee(facts).timeZone());
    }

    private static boolean hasOpenInvitation(Facts facts) {
        return facts.destination().invitations().stream()
                .anyMatch(invitation -> invitation.status() == InvitationStatus.PENDING
                        && invitation.expiresAt().compareTo(facts.now()) > 0);
    }
}
