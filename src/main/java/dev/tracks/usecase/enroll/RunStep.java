package dev.tracks.usecase.enroll;

import dev.tracks.domain.decision.Decision;
import dev.tracks.domain.decision.Decision.Enroll;
import dev.tracks.domain.decision.Decision.Invite;
import dev.tracks.domain.decision.Facts;
import dev.tracks.domain.decision.Outcome;
import dev.tracks.domain.decision.Rules;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.Participant;
import dev.tracks.domain.record.Source;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.Timestamps;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.configure.Catalog;
import dev.tracks.usecase.enroll.Ledger.Reading;
import dev.tracks.usecase.message.StepMessages;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Runs the Add User to Track step for a person who has reached it: decides, writes once, answers. */
@Singleton
public final class RunStep {
    private final Catalog catalog;
    private final Ledger ledger;
    private final FactReader reader;
    private final StepMessages messages;
    private final OptimisticRetry retry;
    private final InstantSource clock;
    private final InvitationTerms terms;

    public RunStep(
            Catalog catalog,
            Ledger ledger,
            StepMessages messages,
            OptimisticRetry retry,
            InstantSource clock,
            InvitationTerms terms) {
        this.catalog = catalog;
        this.ledger = ledger;
        this.reader = new FactReader(catalog, ledger);
        this.messages = messages;
        this.retry = retry;
        this.clock = clock;
        this.terms = terms;
    }

    /**
     * The outcome of the cause. It has at most one effect, however often it is called.
     *
     * @throws ConcurrentUpdateException if concurrent updates won all attempts; nothing is written then
     */
    public Outcome run(StepReached cause) {
        return retry.execute("step " + cause.trackId() + "/" + cause.stepId(), () -> attempt(cause));
    }

    /**
     * The outcome that {@link #run} would have now, with the cause's run as it is stored. Nothing is written. What other
     * causes would do first is not considered.
     */
    public Outcome preview(StepReached cause) {
        Decided decided = decide(cause);
        return Outcome.of(decided.run(), decided.isReplay());
    }

    private Optional<Outcome> attempt(StepReached cause) {
        Decided decided = decide(cause);
        if (decided.isReplay()) {
            return Optional.of(Outcome.of(decided.run(), true));
        }
        return write(decided.run(), decided.facts().orElseThrow()) == WriteResult.WRITTEN
                ? Optional.of(Outcome.of(decided.run(), false))
                : Optional.empty();
    }

    /**
     * A decision about a cause.
     *
     * @param run the one to write in place of the earlier one, or the earlier one if it answers a repeat
     * @param facts behind the decision; empty if the earlier run answers
     */
    private record Decided(Run run, Optional<Facts> facts) {
        boolean isReplay() {
            return facts.isEmpty();
        }
    }

    private Decided decide(StepReached cause) {
        Optional<AddToTrackStep> step = catalog.step(cause.trackId(), cause.stepId());
        Reading reading = ledger.read(cause, FactReader.firstInstanceWanted(step));
        Instant now = Timestamps.now(clock);
        Optional<Run> earlier = reading.run();
        if (earlier.filter(run -> run.answersReplays(now)).isPresent()) {
            return new Decided(earlier.get(), Optional.empty());
        }
        Facts facts = reader.facts(cause, step, reading, now);
        Decision decision = Rules.decide(facts);
        Run run = Run.of(cause, decision, step, now, earlier)
                .withEnrollee(facts.enrollee().map(Participant::id));
        // The earlier skip may be that of a concurrent call: another write would only make a further call lose.
        return earlier.filter(run::onlyRepeats)
                .map(skipped -> new Decided(skipped, Optional.empty()))
                .orElseGet(() -> new Decided(run, Optional.of(facts)));
    }

    private WriteResult write(Run run, Facts facts) {
        return run.decision()
                .fold(
                        enroll -> enroll(enroll, run, facts),
                        invite -> ledger.invite(
                                run,
                                invitation(invite, run, facts),
                                facts.destination().next(invite.invitation().trackId())),
                        defer -> ledger.save(run),
                        skip -> ledger.save(run));
    }

    private WriteResult enroll(Enroll enroll, Run run, Facts facts) {
        Enrollment enrollment = Enrollment.started(
                enroll.enrolleeId(), enroll.enrollment(), facts.now(), Source.step(run.cause()), facts.lineage());
        return ledger.enroll(run, enrollment, messages.confirmation(facts.step().orElseThrow(), facts));
    }

    private Invitation invitation(Invite invite, Run run, Facts facts) {
        AddToTrackStep step = facts.step().orElseThrow();
        return NewInvitation.of(
                invite.enrolleeId(),
                invite.invitation(),
                messages.invitation(step, facts),
                terms.times(facts.now(), step),
                new Invitation.Origin(Source.step(run.cause()), facts.lineage()),
                TrailEntry.of(facts.now(), RunStatus.INVITED.wireName()));
    }
}
