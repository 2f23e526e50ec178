package dev.tracks.usecase.enroll;

import dev.tracks.domain.decision.Facts;
import dev.tracks.domain.decision.Outcome;
import dev.tracks.domain.decision.Rules;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.message.MessageText;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.Participant;
import dev.tracks.domain.record.ParticipantZone;
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

/** Previews what would happen if the participant reached the step now, for the first time. Nothing is written. */
@Singleton
public final class PreviewStep {
    /**
     * The result of a dry run. The messages are empty if the participant or one of the tracks does not exist.
     *
     * @param invitation the texts of the invitation; empty if the step has none
     * @param confirmation the confirmation; empty if the step sends none
     */
    public record Preview(Outcome outcome, Optional<Invitation.Texts> invitation, Optional<MessageText> confirmation) {
        /** A result without messages. */
        public static Preview of(Outcome outcome) {
            return new Preview(outcome, Optional.empty(), Optional.empty());
        }
    }

    private final Ledger ledger;
    private final FactReader reader;
    private final StepMessages messages;
    private final InstantSource clock;

    /** @param catalog uncached, so that an admin sees a change that was saved a moment ago */
    public PreviewStep(@Uncached Catalog catalog, Ledger ledger, StepMessages messages, InstantSource clock) {
        this.ledger = ledger;
        this.reader = new FactReader(catalog, ledger);
        this.messages = messages;
        this.clock = clock;
    }

    /**
     * Previews a step, which need not be saved.
     *
     * @param mayReadName whether the caller may read the name of the person with that id. In the messages, a manager
     *     whose name the caller may not read is called {@code your manager}, and their time zone is no evidence.
     */
    public Preview preview(AddToTrackStep step, String participantId, int instance, Predicate<String> mayReadName) {
        StepReached cause = new StepReached(step.trackId(), step.id(), participantId, instance);
        Optional<AddToTrackStep> given = Optional.of(step);
        Reading read = ledger.read(cause, FactReader.firstInstanceWanted(given));
        Reading withoutRun =
                new Reading(read.participant(), read.sourceInstance(), Optional.empty(), read.firstInstance());
        Instant now = Timestamps.now(clock);
        Facts facts = reader.withManager(step, reader.facts(cause, given, withoutRun, now));
        Outcome outcome = Outcome.of(
                Run.of(cause, Rules.decide(facts), given, now, Optional.empty())
                        .withEnrollee(facts.enrollee().map(Participant::id)),
                false);
        boolean known = facts.people().participant().isPresent()
                && facts.source().track().isPresent()
                && facts.destination().track().isPresent();
        Facts named = facts.withManager(facts.people().manager().filter(manager -> mayReadName.test(manager.id())));
        boolean hidden = outcome.evidence().containsKey(ParticipantZone.UNKNOWN)
                && facts.enrollee().equals(facts.people().manager())
                && named.people().manager().isEmpty();
        Outcome shown = hidden ? outcome.withoutEvidence() : outcome;
        return known
                ? new Preview(
                        shown,
                        step.invitationMessage().map(text -> messages.invitation(step, named)),
                        messages.confirmation(step, named))
                : Preview.of(shown);
    }
}
