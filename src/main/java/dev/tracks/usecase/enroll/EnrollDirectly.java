package dev.tracks.usecase.enroll;

import dev.tracks.domain.decision.Decision;
import dev.tracks.domain.decision.Decision.Enroll;
import dev.tracks.domain.decision.Decision.Skip;
import dev.tracks.domain.decision.DirectEnrollment;
import dev.tracks.domain.decision.Facts;
import dev.tracks.domain.decision.Rules;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.Source;
import dev.tracks.domain.step.ReEnrollment;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.SystemClock;
import dev.tracks.usecase.Timestamps;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.configure.Catalog;
import dev.tracks.usecase.enroll.Ledger.PersonReading;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The API enrolls a person in a track without a step: its own cause, no message. With a key, the answer is kept in the
 * same transaction, refusals too, so that a repeat of the request has one effect and one answer.
 */
@Singleton
public final class EnrollDirectly {
    /** What came of it: the new instance, or why there is none. */
    public sealed interface Answer {
        record Enrolled(Enrollment enrollment) implements Answer {}

        record Refused(Skip skip) implements Answer {}
    }

    /**
     * The caller's key, and how its answer is to be kept.
     *
     * @param text turns an answer into the text that a repeat is answered with
     */
    public record Key(String subject, String key, String bodyHash, Function<Answer, String> text) {
        private IdempotentAnswer answered(Answer answer, Instant now) {
            return new IdempotentAnswer(
                    subject, key, bodyHash, text.apply(answer), now.plus(IdempotentAnswer.KEPT_FOR));
        }
    }

    /** An answer of now, or the text kept of an earlier one. */
    public record Result(Optional<Answer> answer, Optional<String> replayed) {}

    /** The key was used before, with another body. */
    public static final class KeyReusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        KeyReusedException() {
            super("this Idempotency-Key came before with another request");
        }
    }

    private final Catalog catalog;
    private final Ledger ledger;
    private final OptimisticRetry retry;
    private final InstantSource clock;
    private final InstantSource realTime;

    /**
     * @param clock says when people start
     * @param realTime measures how long keys are kept: clients retry by their own clock
     */
    public EnrollDirectly(
            Catalog catalog,
            Ledger ledger,
            OptimisticRetry retry,
            InstantSource clock,
            @SystemClock InstantSource realTime) {
        this.catalog = catalog;
        this.ledger = ledger;
        this.retry = retry;
        this.clock = clock;
        this.realTime = realTime;
    }

    /**
     * Enrolls, or says why not.
     *
     * @throws KeyReusedException if the key came before with another body
     */
    public Result enroll(DirectEnrollment request, Optional<Key> key, String by) {
        return retry.execute("enrollment in " + request.trackId(), () -> attempt(request, key, by));
    }

    private Optional<Result> attempt(DirectEnrollment request, Optional<Key> key, String by) {
        Instant now = Timestamps.now(clock);
        Optional<Result> replay = key.flatMap(this::replay);
        if (replay.isPresent()) {
            return replay;
        }
        Decision decision = Rules.decideDirect(request, facts(request, now));
        Answer answer = decision instanceof Enroll enroll
                ? new Answer.Enrolled(
                        Enrollment.started(enroll.enrolleeId(), enroll.enrollment(), now, Source.API, enroll.lineage()))
                : new Answer.Refused((Skip) decision);
        WriteResult written = write(answer, key.map(k -> k.answered(answer, Timestamps.now(realTime))), by);
        return written == WriteResult.WRITTEN
                ? Optional.of(new Result(Optional.of(answer), Optional.empty()))
                : Optional.empty();
    }

    private Optional<Result> replay(Key key) {
        Instant now = Timestamps.now(realTime);
        Optional<IdempotentAnswer> kept =
                ledger.answer(key.subject(), key.key()).filter(answer -> !now.isAfter(answer.expiresAt()));
        if (kept.isPresent() && !kept.get().bodyHash().equals(key.bodyHash())) {
            throw new KeyReusedException();
        }
        return kept.map(answer -> new Result(Optional.empty(), Optional.of(answer.answer())));
    }

    private WriteResult write(Answer answer, Optional<IdempotentAnswer> kept, String by) {
        if (answer instanceof Answer.Enrolled enrolled) {
            return ledger.enrollDirectly(enrolled.enrollment(), kept, by);
        }
        return kept.map(ledger::saveAnswer).orElse(WriteResult.WRITTEN);
    }

    private Facts facts(DirectEnrollment request, Instant now) {
        PersonReading person = ledger.readPerson(request.participantId(), Optional.of(request.trackId()));
        List<Enrollment> instances = request.reEnrollment() == ReEnrollment.NO
                ? person.firstInstance().map(List::of).orElse(List.of())
                : ledger.instances(request.participantId(), request.trackId());
        return new Facts(
                now,
                Optional.empty(),
                Optional.empty(),
                person.participant(),
                Optional.empty(),
                Optional.empty(),
                catalog.track(request.trackId()),
                instances,
                List.of(),
                Optional.empty());
    }
}
