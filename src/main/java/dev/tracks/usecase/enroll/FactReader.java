package dev.tracks.usecase.enroll;

import dev.tracks.domain.decision.Facts;
import dev.tracks.domain.decision.Facts.OnDemand;
import dev.tracks.domain.decision.ReEnrollmentRules;
import dev.tracks.domain.decision.Rules;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.Participant;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.step.Enrollee;
import dev.tracks.domain.step.ReEnrollment;
import dev.tracks.usecase.configure.Catalog;
import dev.tracks.usecase.enroll.Ledger.PersonReading;
import dev.tracks.usecase.enroll.Ledger.Reading;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the facts that a decision needs, and no others: a skip or a deferral costs one request. {@link Rules#missing}
 * names the next fact to read.
 */
public final class FactReader {
    private final Catalog catalog;
    private final Ledger ledger;

    public FactReader(Catalog catalog, Ledger ledger) {
        this.catalog = catalog;
        this.ledger = ledger;
    }

    /** The destination whose first instance the first read should include, if the decision needs that one only. */
    static Optional<String> firstInstanceWanted(Optional<AddToTrackStep> step) {
        return step.filter(s -> s.enrollee() == Enrollee.PARTICIPANT).flatMap(FactReader::firstInstanceWanted);
    }

    /** Under {@code no}, the first instance usually decides. Under the other policies, a later one can decide. */
    private static Optional<String> firstInstanceWanted(AddToTrackStep step) {
        return step.reEnrollment() == ReEnrollment.NO ? Optional.of(step.destinationTrackId()) : Optional.empty();
    }

    /** All facts that the decision about a cause needs; {@code reading} is the first read. */
    Facts facts(StepReached cause, Optional<AddToTrackStep> step, Reading reading, Instant now) {
        Facts facts = new Facts(
                now,
                step,
                new Facts.Source(catalog.track(cause.trackId()), reading.sourceInstance()),
                new Facts.People(reading.participant(), Optional.empty()),
                new Facts.Destination(step.flatMap(s -> catalog.track(s.destinationTrackId())), List.of(), List.of()),
                reading.run(),
                Set.of(OnDemand.values()));
        if (firstInstanceWanted(step).isPresent()) {
            facts = withFirst(step.orElseThrow(), facts, reading.firstInstance());
        }
        for (Optional<OnDemand> next = Rules.missing(facts); next.isPresent(); next = Rules.missing(facts)) {
            facts = read(next.get(), step.orElseThrow(), facts);
        }
        return facts;
    }

    /** The facts with the manager, if the step's messages name them and they have not been read. */
    Facts withManager(AddToTrackStep step, Facts facts) {
        boolean missing = step.namesManager() && facts.unread().contains(OnDemand.MANAGER);
        return missing
                ? facts.withManager(readManager(facts, Optional.empty()).flatMap(PersonReading::participant))
                : facts;
    }

    private Facts read(OnDemand fact, AddToTrackStep step, Facts facts) {
        return switch (fact) {
            case MANAGER ->
                step.enrollee() == Enrollee.MANAGER ? withManagerAsEnrollee(step, facts) : withManager(step, facts);
            case INSTANCES -> facts.withInstances(ledger.instances(enrolleeId(facts), step.destinationTrackId()));
            case INVITATIONS -> facts.withInvitations(ledger.invitations(enrolleeId(facts), step.destinationTrackId()));
        };
    }

    private Facts withManagerAsEnrollee(AddToTrackStep step, Facts facts) {
        Optional<String> firstInstanceOf = firstInstanceWanted(step);
        Optional<PersonReading> reading = readManager(facts, firstInstanceOf);
        Facts read = facts.withManager(reading.flatMap(PersonReading::participant));
        return firstInstanceOf.isEmpty() ? read : withFirst(step, read, reading.flatMap(PersonReading::firstInstance));
    }

    /** The facts with the first instance as the only one; without, if all instances must be read because it is undone. */
    private static Facts withFirst(AddToTrackStep step, Facts facts, Optional<Enrollment> first) {
        return ReEnrollmentRules.firstDecides(step.reEnrollment(), first)
                ? facts.withInstances(first.stream().toList())
                : facts;
    }

    private Optional<PersonReading> readManager(Facts facts, Optional<String> firstInstanceOf) {
        return facts.people()
                .participant()
                .flatMap(Participant::managerId)
                .map(managerId -> ledger.readPerson(managerId, firstInstanceOf));
    }

    private static String enrolleeId(Facts facts) {
        return facts.enrollee().orElseThrow().id();
    }
}
