package dev.tracks.usecase.enroll;

import dev.tracks.domain.decision.Decision;
import dev.tracks.domain.decision.Facts;
import dev.tracks.domain.decision.Rules;
import dev.tracks.domain.record.Participant;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.step.Enrollee;
import dev.tracks.domain.step.EnrollmentMethod;
import dev.tracks.domain.step.ReEnrollment;
import dev.tracks.usecase.configure.Catalog;
import dev.tracks.usecase.enroll.Ledger.PersonReading;
import dev.tracks.usecase.enroll.Ledger.Reading;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads what a decision rests on, and no more: who is skipped or deferred costs one request. Facts that only an
 * enrollment or invitation rests on are read once the rules, without them, would come to one.
 */
public final class FactReader {
    private final Catalog catalog;
    private final Ledger ledger;

    public FactReader(Catalog catalog, Ledger ledger) {
        this.catalog = catalog;
        this.ledger = ledger;
    }

    /** The destination whose first instance the participant's own read should bring along. */
    static Optional<String> firstInstanceWanted(Optional<AddToTrackStep> step) {
        return step.filter(s -> s.enrollee() == Enrollee.PARTICIPANT).flatMap(FactReader::firstInstanceWanted);
    }

    /** Only for {@code no} the first instance tells enough; otherwise it would hide a later one that decides. */
    private static Optional<String> firstInstanceWanted(AddToTrackStep step) {
        return step.reEnrollment() == ReEnrollment.NO ? Optional.of(step.destinationTrackId()) : Optional.empty();
    }

    /** All facts about a cause, of which {@code reading} has been read already. */
    Facts facts(StepReached cause, Optional<AddToTrackStep> step, Reading reading, Instant now) {
        Facts facts = new Facts(
                now,
                step,
                catalog.track(cause.trackId()),
                reading.participant(),
                reading.sourceInstance(),
                Optional.empty(),
                step.flatMap(s -> catalog.track(s.destinationTrackId())),
                reading.firstInstance().map(List::of).orElse(List.of()),
                List.of(),
                reading.run());
        return step.isEmpty() ? facts : complete(step.get(), facts);
    }

    private Facts complete(AddToTrackStep step, Facts first) {
        Facts facts = first;
        if (step.enrollee() == Enrollee.MANAGER && lacksManager(facts)) {
            facts = withManagerAsEnrollee(step, facts);
        }
        if (step.reEnrollment() != ReEnrollment.NO && enrollsOrInvites(facts)) {
            facts = facts.withInstances(ledger.instances(enrolleeId(facts), step.destinationTrackId()));
        }
        if (step.enrollmentMethod() == EnrollmentMethod.MANUAL && enrollsOrInvites(facts)) {
            facts = facts.withInvitations(ledger.invitations(enrolleeId(facts), step.destinationTrackId()));
        }
        return enrollsOrInvites(facts) ? withManager(step, facts) : facts;
    }

    /** The facts with the manager, if the step's messages name them and they have not been read. */
    Facts withManager(AddToTrackStep step, Facts facts) {
        return step.namesManager() && facts.manager().isEmpty() ? withManagerNamed(facts) : facts;
    }

    private Facts withManagerAsEnrollee(AddToTrackStep step, Facts facts) {
        Optional<PersonReading> reading =
                managerId(facts).map(managerId -> ledger.readPerson(managerId, firstInstanceWanted(step)));
        return facts.withManager(reading.flatMap(PersonReading::participant))
                .withInstances(reading.flatMap(PersonReading::firstInstance)
                        .map(List::of)
                        .orElse(List.of()));
    }

    private Facts withManagerNamed(Facts facts) {
        return facts.withManager(managerId(facts)
                .flatMap(managerId ->
                        ledger.readPerson(managerId, Optional.empty()).participant()));
    }

    private static Optional<String> managerId(Facts facts) {
        return facts.participant().flatMap(Participant::managerId);
    }

    private static String enrolleeId(Facts facts) {
        return facts.enrollee().orElseThrow().id();
    }

    private static boolean lacksManager(Facts facts) {
        return Rules.decide(facts) instanceof Decision.Skip skip && skip.reason() == SkipReason.NO_MANAGER;
    }

    private static boolean enrollsOrInvites(Facts facts) {
        Decision decision = Rules.decide(facts);
        return decision instanceof Decision.Enroll || decision instanceof Decision.Invite;
    }
}
