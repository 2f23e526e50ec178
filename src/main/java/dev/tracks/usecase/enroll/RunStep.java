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
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.Source;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.usecase.Attempts;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.Timestamps;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.configure.Catalog;
import dev.tracks.usecase.enroll.Ledger.Reading;
import dev.tracks.usecase.message.StepMessages;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The Add User to Track step itself: a person has reached it; decide, write once, answer. */
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
     * The outcome of the cause: at most one effect, however often and from wherever it is called.
     *
     * @throws ConcurrentUpdateException when others were faster five times; nothing is written then
     */
    public Outcome run(StepReached cause) {
        Attempts attempts = new Attempts();
        return retry.execute("step " + cause.trackId() + "/" + cause.stepId(), () -> attempt(cause, attempts));
    }

    private Optional<Outcome> attempt(StepReached cause, Attempts attempts) {
        Optional<AddToTrackStep> step = catalog.step(cause.trackId(), cause.stepId());
        Reading reading = ledger.read(cause, FactReader.firstInstanceWanted(step));
        Instant now = Timestamps.now(clock);
        Optional<Run> earlier = reading.run();
        boolean lost = attempts.lostTo(earlier.map(Run::version).orElse(0L));
        if (earlier.filter(run -> run.answersReplays(now)).isPresent()) {
            return Optional.of(Outcome.of(earlier.get(), true));
        }
        Facts facts = reader.facts(cause, step, reading, now);
        Decision decision = Rules.decide(facts);
        Run run = Run.of(cause, decision, step, now, earlier).withEnrollee(facts);
        if (lost && earlier.filter(run::saysTheSameAs).isPresent()) {
            // A concurrent call has written this very skip. Writing it again would only make another call lose.
            return Optional.of(Outcome.of(earlier.get(), true));
        }
        return write(decision, run, facts) == WriteResult.WRITTEN
                ? Optional.of(Outcome.of(run, false))
                : Optional.empty();
    }

    private WriteResult write(Decision decision, Run run, Facts facts) {
        if (decision instanceof Enroll enroll) {
            Enrollment enrollment = Enrollment.started(
                    enroll.enrolleeId(), enroll.enrollment(), facts.now(), Source.step(run.cause()), enroll.lineage());
            AddToTrackStep step = facts.step().orElseThrow();
            return ledger.enroll(run, enrollment, messages.confirmation(step, facts));
        }
        if (decision instanceof Invite invite) {
            return ledger.invite(run, invitation(invite, run, facts));
        }
        return ledger.save(run);
    }

    private Invitation invitation(Invite invite, Run run, Facts facts) {
        AddToTrackStep step = facts.step().orElseThrow();
        return new Invitation(
                invite.enrolleeId(),
                invite.invitation().trackId(),
                invite.invitation().number(),
                InvitationStatus.PENDING,
                messages.invitation(step, facts),
                messages.joinButton(step, facts),
                facts.now(),
                facts.now().plus(terms.expiry()),
                terms.remindAt(facts.now()),
                Source.step(run.cause()),
                invite.lineage(),
                List.of(TrailEntry.of(facts.now(), RunStatus.INVITED.wireName())),
                1);
    }
}
