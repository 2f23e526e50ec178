package dev.tracks.histories;

import dev.tracks.domain.Enrollment;
import dev.tracks.domain.Invitation;
import dev.tracks.domain.Lineage;
import dev.tracks.domain.Run;
import dev.tracks.domain.RunStatus;
import dev.tracks.domain.StepReached;
import dev.tracks.store.Condition;
import dev.tracks.usecase.IdempotentAnswer;
import dev.tracks.usecase.Ledger;
import dev.tracks.usecase.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Every guard against doubling and losing, each taken away by what the ports show or check. */
final class Guards {
    private Guards() {}

    static List<Sabotage> all() {
        List<Sabotage> all = new ArrayList<>();
        for (Condition condition : Condition.values()) {
            if (condition != Condition.ALWAYS) {
                all.add(Sabotage.of(condition));
            }
        }
        all.add(Sabotage.ledger(
                "a final run answers repeats",
                reading(Guards::forgetful, run -> run.status().isFinal())));
        all.add(Sabotage.ledger(
                "a deferred run answers repeats",
                reading(Guards::forgetful, run -> run.status() == RunStatus.DEFERRED)));
        all.add(Sabotage.ledger("the lineage stops circles", ledger -> new Reader(ledger, Guards::flat)));
        all.add(Sabotage.ledger("a key's answer is repeated", KeyForgetting::new));
        all.add(Sabotage.mailbox("a delivered message is not sent", MailboxGuards::deliveryForgetting));
        all.add(Sabotage.mailbox("a message is claimed before it is sent", MailboxGuards::claimIgnoring));
        all.add(Sabotage.mailbox("what is refused for good is noted", MailboxGuards::refusalForgetting));
        all.add(Sabotage.mailbox("what is held is noted", MailboxGuards::holdForgetting));
        all.add(Sabotage.repeatedErasure("an erasure is repeated", ErasureGuards::neverRepeating));
        all.add(Sabotage.noHours());
        all.add(Sabotage.noSweep());
        return all;
    }

    private interface Shown extends UnaryOperator<Ledger.Reading> {}

    private static UnaryOperator<Ledger> reading(UnaryOperator<Run> shown, java.util.function.Predicate<Run> which) {
        Shown change = reading -> new Ledger.Reading(
                reading.participant(),
                reading.sourceInstance(),
                reading.run().map(run -> which.test(run) ? shown.apply(run) : run),
                reading.firstInstance());
        return ledger -> new Reader(ledger, change);
    }

    /** The run as if it had been skipped: it answers nobody, and may be replaced. */
    private static Run forgetful(Run run) {
        return new Run(
                run.cause(),
                RunStatus.SKIPPED,
                run.reason(),
                run.evidence(),
                run.destinationTrackId(),
                run.enrolleeId(),
                run.enrollment(),
                run.invitation(),
                run.reachedAt(),
                run.dueAt(),
                run.at(),
                run.trail(),
                run.version());
    }

    /** The source instance as if nothing had led to it. */
    private static Ledger.Reading flat(Ledger.Reading reading) {
        return new Ledger.Reading(
                reading.participant(),
                reading.sourceInstance().map(Guards::flat),
                reading.run(),
                reading.firstInstance());
    }

    private static Enrollment flat(Enrollment instance) {
        return new Enrollment(
                instance.participantId(),
                instance.trackId(),
                instance.instance(),
                instance.status(),
                instance.startedAt(),
                instance.endedAt(),
                instance.progress(),
                instance.source(),
                Lineage.start(instance.trackId()));
    }

    /** A ledger that does as another. */
    private static class Passing implements Ledger {
        final Ledger ledger;

        Passing(Ledger ledger) {
            this.ledger = ledger;
        }

        @Override
        public Reading read(StepReached cause, Optional<String> destinationTrackId) {
            return ledger.read(cause, destinationTrackId);
        }

        @Override
        public PersonReading readPerson(String participantId, Optional<String> trackId) {
            return ledger.readPerson(participantId, trackId);
        }

        @Override
        public List<Enrollment> instances(String participantId, String trackId) {
            return ledger.instances(participantId, trackId);
        }

        @Override
        public List<Invitation> invitations(String participantId, String trackId) {
            return ledger.invitations(participantId, trackId);
        }

        @Override
        public Written keep(Run run) {
            return ledger.keep(run);
        }

        @Override
        public Written enroll(Run run, Enrollment enrollment, Optional<String> confirmation) {
            return ledger.enroll(run, enrollment, confirmation);
        }

        @Override
        public Written invite(Run run, Invitation invitation) {
            return ledger.invite(run, invitation);
        }

        @Override
        public Written enrollDirectly(Enrollment enrollment, Optional<IdempotentAnswer> answer, String by) {
            return ledger.enrollDirectly(enrollment, answer, by);
        }

        @Override
        public Written keepAnswer(IdempotentAnswer answer) {
            return ledger.keepAnswer(answer);
        }

        @Override
        public Optional<IdempotentAnswer> answer(String subject, String key) {
            return ledger.answer(subject, key);
        }
    }

    private static final class Reader extends Passing {
        private final Shown shown;

        Reader(Ledger ledger, Shown shown) {
            super(ledger);
            this.shown = shown;
        }

        @Override
        public Reading read(StepReached cause, Optional<String> destinationTrackId) {
            return shown.apply(super.read(cause, destinationTrackId));
        }
    }

    private static final class KeyForgetting extends Passing {
        KeyForgetting(Ledger ledger) {
            super(ledger);
        }

        @Override
        public Optional<IdempotentAnswer> answer(String subject, String key) {
            return Optional.empty();
        }
    }
}
