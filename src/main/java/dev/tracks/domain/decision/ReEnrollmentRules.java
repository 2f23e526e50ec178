package dev.tracks.domain.decision;

import static dev.tracks.domain.decision.Skips.skip;

import dev.tracks.domain.TimeSpan;
import dev.tracks.domain.decision.Decision.Skip;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.Participant;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.step.ReEnrollment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The rules about a person's instances of the destination, which are ordered by number. An undone instance does not count
 * as started. Only its number counts: the next instance has the next one.
 */
public final class ReEnrollmentRules {
    private ReEnrollmentRules() {}

    /** The step's policy, then its cooldown. */
    static Optional<Skip> decide(Facts facts, Participant enrollee) {
        return decide(facts.step().orElseThrow(), facts.destination().instances(), enrollee, facts.now());
    }

    static Optional<Skip> decide(AddToTrackStep step, List<Enrollment> instances, Participant enrollee, Instant now) {
        return policy(step.reEnrollment(), instances)
                .or(() -> step.cooldown().flatMap(cooldown -> cooldown(cooldown, instances, enrollee, now)));
    }

    /**
     * Why an open invitation has lost its purpose: the invitee has started the destination another way, and the
     * re-enrollment policy or the cooldown of the step does not let them join now. Empty if it has not.
     *
     * @param step the step that invited them, if it still exists
     * @param instances the invitee's instances of the destination, oldest first
     */
    public static Optional<Skip> lostPurpose(
            Optional<AddToTrackStep> step, List<Enrollment> instances, Participant invitee, Instant now) {
        if (counted(instances).isEmpty()) {
            return Optional.empty();
        }
        return step.isEmpty() ? skip(SkipReason.STEP_NOT_FOUND) : decide(step.get(), instances, invitee, now);
    }

    /**
     * Whether the person's first instance is all that the policy needs to know: under {@code no}, unless it is undone. If
     * there is no first instance, there is none at all.
     */
    public static boolean firstDecides(ReEnrollment policy, Optional<Enrollment> first) {
        return policy == ReEnrollment.NO && first.filter(Enrollment::undone).isEmpty();
    }

    /** The instances that count as started. */
    static List<Enrollment> counted(List<Enrollment> instances) {
        return instances.stream().filter(instance -> !instance.undone()).toList();
    }

    /** The contract's table of re-enrollment. */
    static Optional<Skip> policy(ReEnrollment policy, List<Enrollment> all) {
        List<Enrollment> instances = counted(all);
        if (instances.isEmpty() || policy == ReEnrollment.YES) {
            return Optional.empty();
        }
        if (policy == ReEnrollment.NO) {
            return earlier(SkipReason.PREVIOUSLY_STARTED, instances.get(0));
        }
        Optional<Skip> active = first(instances, EnrollmentStatus.ACTIVE)
                .flatMap(instance -> earlier(SkipReason.ALREADY_ACTIVE, instance));
        if (active.isPresent() || policy == ReEnrollment.WHEN_NOT_ACTIVE) {
            return active;
        }
        return first(instances, EnrollmentStatus.COMPLETED)
                .flatMap(instance -> earlier(SkipReason.ALREADY_COMPLETED, instance));
    }

    private static Optional<Skip> cooldown(TimeSpan cooldown, List<Enrollment> all, Participant enrollee, Instant now) {
        List<Enrollment> instances = counted(all);
        if (instances.isEmpty()) {
            return Optional.empty();
        }
        Enrollment latest = instances.get(instances.size() - 1);
        Instant until = cooldown.after(latest.startedAt(), enrollee.timeZone().zone());
        return now.isBefore(until)
                ? skip(SkipReason.COOLDOWN, "instance", latest.instance(), "until", until.toString())
                        .map(skip -> ZoneEvidence.with(skip, cooldown, enrollee))
                : Optional.empty();
    }

    /** The person's next instance of the track. Its number follows that of an undone instance too. */
    static EnrollmentRef next(String trackId, List<Enrollment> instances) {
        int last = instances.stream().mapToInt(Enrollment::instance).max().orElse(0);
        return new EnrollmentRef(trackId, last + 1);
    }

    private static Optional<Enrollment> first(List<Enrollment> instances, EnrollmentStatus status) {
        return instances.stream()
                .filter(instance -> instance.status() == status)
                .findFirst();
    }

    private static Optional<Skip> earlier(SkipReason reason, Enrollment instance) {
        return skip(
                reason,
                "instance",
                instance.instance(),
                "status",
                instance.status().wireName(),
                "startedAt",
                instance.startedAt().toString());
    }
}
