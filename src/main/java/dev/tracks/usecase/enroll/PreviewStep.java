package dev.tracks.usecase.enroll;

import dev.tracks.domain.decision.Facts;
import dev.tracks.domain.decision.Outcome;
import dev.tracks.domain.decision.Rules;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.record.Participant;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.usecase.Timestamps;
import dev.tracks.usecase.configure.Catalog;
import dev.tracks.usecase.configure.Uncached;
import dev.tracks.usecase.enroll.Ledger.Reading;
import dev.tracks.usecase.message.StepMessages;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;

/** What would happen if the participant reached the step now, as if they never had; nothing is written. */
@Singleton
public final class PreviewStep {
    /**
     * A dry run.
     *
     * @param invitation what an invited person would read; empty for an automatic step, or if somebody is unknown
     * @param joinButton its button
     * @param confirmation what an enrolled person would read; empty if none is sent, or if somebody is unknown
     */
    public record Preview(
            Outcome outcome, Optional<String> invitation, Optional<String> joinButton, Optional<String> confirmation) {}

    private final Ledger ledger;
    private final FactReader reader;
    private final StepMessages messages;
    private final InstantSource clock;

    /** @param catalog an uncached one: an admin wants to see what was saved a moment ago */
    public PreviewStep(@Uncached Catalog catalog, Ledger ledger, StepMessages messages, InstantSource clock) {
        this.ledger = ledger;
        this.reader = new FactReader(catalog, ledger);
        this.messages = messages;
        this.clock = clock;
    }

    /**
     * The dry run of that step, saved or not.
     *
     * @param mayBeNamed whether the caller may read the name of the person with that id; a manager whom they may not is
     *     called {@code your manager} in the messages
     */
    public Preview preview(AddToTrackStep step, String participantId, int instance, Predicate<String> mayBeNamed) {
        StepReached cause = new StepReached(step.trackId(), step.id(), participantId, instance);
        Optional<AddToTrackStep> given = Optional.of(step);
        Reading read = ledger.read(cause, FactReader.firstInstanceWanted(given));
        Reading asNew = new Reading(read.participant(), read.sourceInstance(), Optional.empty(), read.firstInstance());
        Instant now = Timestamps.now(clock);
        Facts facts = reader.withManager(step, reader.facts(cause, given, asNew, now));
        Outcome outcome = Outcome.of(
                Run.of(cause, Rules.decide(facts), given, now, Optional.empty())
                        .withEnrollee(facts.enrollee().map(Participant::id)),
                false);
        boolean known = facts.people().participant().isPresent()
                && facts.source().track().isPresent()
                && facts.destination().track().isPresent();
        Facts named = facts.withManager(facts.people().manager().filter(manager -> mayBeNamed.test(manager.id())));
        return known
                ? new Preview(
                        outcome,
                        step.invitationMessage().map(text -> messages.invitation(step, named)),
                        step.invitationMessage().map(text -> messages.joinButton(step, named)),
                        messages.confirmation(step, named))
                : new Preview(outcome, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
