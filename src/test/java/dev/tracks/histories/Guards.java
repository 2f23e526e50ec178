package dev.tracks.histories;

import dev.tracks.domain.decision.Decision.Skip;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.message.MessageText;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.Lineage;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.StepReached;
import dev.tracks.store.table.Condition;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.enroll.IdempotentAnswer;
import dev.tracks.usecase.enroll.Ledger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Every guard against duplicates and losses, each disabled by a change of what the ports return or check. */
final class Guards {
    private Guards() {}

    /** Without {@code JOB_IS_NEW}: no history creates two jobs with the same random number in one millisecond. */
    static List<DisabledGuard> all() {
        List<DisabledGuard> all = new ArrayList<>();
        for (Condition condition : Condition.values()) {
            if (condition != Condition.ALWAYS && condition != Condition.JOB_IS_NEW) {
                all.add(DisabledGuard.of(condition));
            }
        }
        all.add(DisabledGuard.ledger(
                "check: a final run is replayed",
                reading(Guards::forgetful, run -> run.status().isFinal())));
        all.add(DisabledGuard.ledger(
                "check: a deferred run is replayed",
                reading(Guards::forgetful, run -> run.status() == RunStatus.DEFERRED)));
        all.add(DisabledGuard.ledger(
                "check: an unchanged skip is not written again",
                reading(Guards::evaluatedLongAgo, run -> run.status() == RunStatus.SKIPPED)));
        all.add(DisabledGuard.ledger("the lineage stops loops", ledger -> new Reader(ledger, Guards::flat)));
        all.add(DisabledGuard.ledger("check: the answer of an Idempotency-Key is repeated", KeyForgetting::new));
        all.add(DisabledGuard.ledger("check: the Idempotency-Key is looked up in each round", LookingUpOnce::new));
        all.add(DisabledGuard.publishedLate(
                "order: a pending run's event is published before pending is cleared",
                event -> event.subject().enrollment().isEmpty()
                        && event.subject().invitation().isEmpty()));
        all.add(DisabledGuard.publishedLate(
                "order: an enrollment's start is published before pending is cleared",
                event ->
                        event.subject().enrollment().isPresent() && event.name().equals("enrolled")));
        all.add(DisabledGuard.publishedLate(
                "order: an enrollment's end is published before pending is cleared",
                event -> event.subject().enrollment().isPresent()
                        && !event.name().equals("enrolled")));
        all.add(DisabledGuard.publishedLate(
                "order: an invitation's event is published before pending is cleared",
                event -> event.subject().invitation().isPresent()));
        all.add(DisabledGuard.outbox("a run that the stream could not publish is pending", OutboxGuards::unmarked));
        all.add(DisabledGuard.outbox("check: a run is replaced before it is pending", OutboxGuards::replacedForgotten));
        all.add(DisabledGuard.streamed(
                "a pending run is published with its replacement", OutboxGuards.publishedBefore(StoredItems.RUN)));
        all.add(DisabledGuard.outbox(
                "a closed invitation that the stream could not publish is pending", OutboxGuards::closedUnmarked));
        all.add(DisabledGuard.streamed(
                "a pending invitation is published with its closing",
                OutboxGuards.publishedBefore(StoredItems.INVITATION)));
        all.add(DisabledGuard.deliveryRecords(
                "check: a delivered message is not sent again", DeliveryRecordGuards::forgetDelivery));
        all.add(DisabledGuard.deliveryRecords(
                "a message is claimed before it is sent", DeliveryRecordGuards::ignoreClaim));
        all.add(DisabledGuard.deliveryRecords("a permanent refusal is recorded", DeliveryRecordGuards::forgetRefusal));
        all.add(DisabledGuard.deliveryRecords(
                "check: no mail is sent to a suppressed address", DeliveryRecordGuards::forgetSuppression));
        all.add(DisabledGuard.deliveryRecords("a hold is recorded", DeliveryRecordGuards::forgetHold));
        all.add(DisabledGuard.deliveryRecords(
                "check: during an outage, only the probe is sent", DeliveryRecordGuards::ignoreOutage));
        all.add(DisabledGuard.repeatedErasure("an erasure is repeated", ErasureGuards::neverRepeating));
        all.add(DisabledGuard.openInvitations("a start closes open invitations", InvitationGuards::unseen));
        all.add(DisabledGuard.noHours());
        all.add(DisabledGuard.noSweep());
        return all;
    }

    private interface Shown extends UnaryOperator<Ledger.Reading> {}

    private static UnaryOperator<Ledger> reading(UnaryOperator<Run> shown, Predicate<Run> which) {
        Shown change = reading -> new Ledger.Reading(
                reading.participant(),
                reading.sourceInstance(),
                reading.run().map(run -> which.test(run) ? shown.apply(run) : run),
                reading.firstInstance());
        return ledger -> new Reader(ledger, change);
    }

    /** The run as if it had been skipped: it answers no repeat and may be replaced. */
    private static Run forgetful(Run run) {
        return new Run(
                run.cause(),
                new Skip(SkipReason.STEP_DISABLED, Map.of()),
                run.destinationTrackId(),
                run.enrolleeId(),
                run.times(),
                run.trail(),
                run.version());
    }

    private static Run evaluatedLongAgo(Run run) {
        Run.Times times = new Run.Times(run.reachedAt(), run.dueAt(), run.at().minus(Run.SAME_SKIP_ANSWERS_FOR));
        return new Run(
                run.cause(),
                run.decision(),
                run.destinationTrackId(),
                run.enrolleeId(),
                times,
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
                instance.ref(),
                instance.status(),
                instance.startedAt(),
                instance.end(),
                instance.progress(),
                instance.source(),
                Lineage.start(instance.trackId()));
    }

    /** A ledger that delegates to another. */
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
        public WriteResult save(Run run) {
            return ledger.save(run);
        }

        @Override
        public WriteResult enroll(Run run, Enrollment enrollment, Optional<MessageText> confirmation) {
            return ledger.enroll(run, enrollment, confirmation);
        }

        @Override
        public WriteResult invite(Run run, Invitation invitation, EnrollmentRef next) {
            return ledger.invite(run, invitation, next);
        }

        @Override
        public WriteResult reinvite(
                Invitation invitation, Optional<Invitation> expired, EnrollmentRef next, String by) {
            return ledger.reinvite(invitation, expired, next, by);
        }

        @Override
        public WriteResult enrollDirectly(Enrollment enrollment, Optional<IdempotentAnswer> answer, String by) {
            return ledger.enrollDirectly(enrollment, answer, by);
        }

        @Override
        public WriteResult saveAnswer(IdempotentAnswer answer) {
            return ledger.saveAnswer(answer);
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

    /** Made for each call: only its first round looks the key up. */
    private static final class LookingUpOnce extends Passing {
        private boolean hasLookedUp;

        LookingUpOnce(Ledger ledger) {
            super(ledger);
        }

        @Override
        public Optional<IdempotentAnswer> answer(String subject, String key) {
            if (hasLookedUp) {
                return Optional.empty();
            }
            hasLookedUp = true;
            return super.answer(subject, key);
        }
    }
}
