package dev.tracks.domain.decision;

import dev.tracks.domain.TimeSpan;
import dev.tracks.domain.decision.Decision.Skip;
import dev.tracks.domain.record.Participant;
import dev.tracks.domain.record.ParticipantZone;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.step.Delay;
import java.util.HashMap;
import java.util.Map;

/** Says in the evidence of a decision that it used the default time zone, because the enrollee's is unknown. */
final class ZoneEvidence {
    private ZoneEvidence() {}

    /** The evidence of an enrollment or invitation: whether its delay or its cooldown used the default zone. */
    static Map<String, Object> of(Facts facts) {
        boolean cooldownUsesZone = facts.step()
                        .flatMap(AddToTrackStep::cooldown)
                        .filter(TimeSpan::usesZone)
                        .isPresent()
                && !ReEnrollmentRules.counted(facts.destination().instances()).isEmpty();
        return cooldownUsesZone ? ofEnrollee(facts) : ofDelay(facts);
    }

    /** The evidence of a deferral. A due time that was computed earlier is not computed again. */
    static Map<String, Object> ofDelay(Facts facts) {
        boolean computedNow = facts.run().flatMap(Run::dueAt).isEmpty();
        boolean usesZone = facts.step()
                .flatMap(AddToTrackStep::delay)
                .filter(Delay::usesZone)
                .isPresent();
        return computedNow && usesZone ? ofEnrollee(facts) : Map.of();
    }

    private static Map<String, Object> ofEnrollee(Facts facts) {
        return facts.enrollee()
                .map(Participant::timeZone)
                .map(ParticipantZone::evidence)
                .orElse(Map.of());
    }

    /** The skip of a cooldown, with the enrollee's zone in its evidence. */
    static Skip with(Skip skip, TimeSpan cooldown, Participant enrollee) {
        Map<String, Object> evidence = new HashMap<>(skip.evidence());
        if (cooldown.usesZone()) {
            evidence.putAll(enrollee.timeZone().evidence());
        }
        return new Skip(skip.reason(), evidence);
    }
}
